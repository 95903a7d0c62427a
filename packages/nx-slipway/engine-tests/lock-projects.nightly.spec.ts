import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockProjects } from '../src/engine/locking/lock-projects';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { uv } from '../src/images/installers/uv';
import { type RunCommand, runCommand } from '../src/process/run-command';
import { buildSecrets } from '../src/workspace/bindings/build-secrets';
import { writeFiles } from '../src/workspace/files/run-folder';
import { copyLockInputs } from '../src/workspace/locks/copy-lock-inputs';
import { readTreeWorkspace } from '../src/workspace/model/read-tree-workspace';
import { contentsOf } from '../test-support/generator-tree';

let workspaceRoot: string;
beforeAll(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-slipway-spec-'));
});
afterAll(() => rmSync(workspaceRoot, { recursive: true, force: true }));

/** A host without uv. */
const run: RunCommand = async (command, options) =>
  command.command === 'uv'
    ? { stdout: '', stderr: '', failure: 'spawn uv ENOENT' }
    : await runCommand(command, options);

const [step] = uv.lock({ hasDevGroup: true, hasLocal: false });
if (!step) throw new Error('uv locks in one step');

test('base-builder locks a new service on a host without uv', async () => {
  const tree = createTreeWithEmptyWorkspace();
  await stackGenerator(tree, { name: 'python' });
  await serviceGenerator(tree, { name: 'worker', role: 'dramatiq' });
  const { model } = await readTreeWorkspace(tree);
  writeFiles(workspaceRoot, contentsOf(tree));
  const read = (file: string): string => readFileSync(join(workspaceRoot, file), 'utf8');
  const locked = await lockProjects(
    {
      workspaceRoot,
      lockDir: '.',
      step,
      builder: {
        dockerfile: read('images/python/Dockerfile'),
        ignoreFile: read('images/python/Dockerfile.dockerignore'),
        environment: process.env,
        secrets: buildSecrets(process.env),
        prepare(folder, files) {
          writeFiles(folder, files);
          const pyprojects = [...model.lockRoots, ...model.python.values()];
          copyLockInputs(
            workspaceRoot,
            pyprojects.map(({ pyproject }) => pyproject),
            join(folder, 'projects'),
          );
        },
      },
    },
    run,
  );
  expect(locked).toMatchObject({ by: 'base-builder' });
  expect(read('uv.lock')).toContain('\nname = "dramatiq"\n');
  expect(statSync(join(workspaceRoot, 'uv.lock')).uid).toBe(statSync(workspaceRoot).uid);
});
