import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNodes } from '../src/engine/docker/read-builder';
import { runCommand } from '../src/process/run-command';
import { BOTH, NATIVE } from '../test-support/both-platforms';
import { platformsOf } from '../test-support/platforms-of';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-platforms-${randomBytes(3).toString('hex')}`;

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...serviceFiles({ name: 'api' }, NAMESPACE),
    // It runs nothing, so that no emulator is needed.
    'docker/texts/Dockerfile': 'FROM scratch\nCOPY docker/texts/hello.txt /\n',
    'docker/texts/hello.txt': 'hello',
    'docker/texts/project.json': JSON.stringify({
      name: 'texts',
      targets: { 'build-image': { executor: 'nx-slipway:build-image' } },
    }),
  });
});

afterAll(() => workspace?.dispose());

test('an image for two platforms is written as an index of both', async () => {
  const dest = join(workspace.root, 'texts-image');
  const output = [`type=oci,tar=false,dest=${dest}`];
  const report = await workspace.build(['texts'], { platforms: BOTH, output });
  expect(report.failed).toEqual({});
  expect(report.invocations).toBe(1);
  expect(platformsOf(dest)).toEqual(BOTH);
});

test('one is refused where a stage it copies from is of one platform, before the engine is called', async () => {
  const file = 'services/api/Dockerfile';
  const text = workspace.read(file);
  workspace.write({
    [file]: text.replace(
      /FROM (\S+) AS dependencies/,
      'FROM --platform=linux/amd64 $1 AS dependencies',
    ),
  });
  const report = await workspace.build(['api'], { platforms: BOTH });
  workspace.write({ [file]: text });
  expect(report.failed.api).toMatch(
    /services\/api\/Dockerfile:\d+: this stage is fixed to linux\/amd64/,
  );
  expect(report.invocations).toBe(0);
});

test('a platform that a base does not have is named with the base', async () => {
  const report = await workspace.build(['python'], { platforms: ['linux/s390x'] });
  expect(report.failed.python).toContain('python:3.13-slim-trixie does not exist for linux/s390x');
});

test("the platform is the builder's own where none is named", async () => {
  const { platform } = await readNodes(undefined, { run: runCommand, cwd: '/' });
  expect(platform).toBe(NATIVE);
});
