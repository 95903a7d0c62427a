import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import {
  build,
  facts,
  recordsFolder,
  successes,
  writeWorkspace,
} from '../../test-support/built-run';
import { bakePlanOf } from '../../test-support/plan-of';
import type { BakeFile } from '../bake/bake-file';
import { KEY_LABEL } from '../images/model/key-label';

afterEach(() => rmSync(recordsFolder, { recursive: true, force: true }));

describe('print', () => {
  test('shows the plan the run would have, and calls nothing', async () => {
    const asked = buildTasksOf(['api'], { print: true });
    const { outcomes, printed, commands } = await build(asked, []);
    const { bakeFile } = bakePlanOf(asked, facts, {
      workspaceRoot: '/workspace',
      runFolder: '<run>',
    });
    expect(JSON.parse(printed.join('\n'))).toEqual(bakeFile);
    expect(outcomes).toEqual([{ task: 'api:build-image', success: true, output: '' }]);
    expect(commands).toEqual([]);
  });

  test('shows what podman would be given as well', async () => {
    const { printed, commands } = await build(
      buildTasksOf(['api'], { print: true, engine: 'podman' }),
      [],
    );
    const lines = printed
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('podman '));
    expect(lines.every((line) => line.startsWith('podman build --format=docker '))).toBe(true);
    expect(lines.at(-1)).toContain(
      '--build-context=acme/python-base=container-image://<id of python-base>',
    );
    expect(commands).toEqual([]);
  });
});

describe('a folder for the bake file', () => {
  test('gets all that the bake file names, and the command is printed', async () => {
    const workspaceRoot = writeWorkspace();
    const asked = buildTasksOf(['api'], { bakeFolder: 'dist/bake' });
    const { outcomes, printed, commands } = await build(asked, [], undefined, { workspaceRoot });
    const text = readFileSync(join(workspaceRoot, 'dist/bake/bake.json'), 'utf8');
    const { target }: BakeFile = JSON.parse(text);
    expect(successes(outcomes)).toEqual([['api:build-image', true]]);
    expect(commands).toEqual([]);
    expect(printed[0]).toBe(
      'dist/bake/bake.json builds these images in the workspace root: docker buildx bake --file=dist/bake/bake.json',
    );
    expect(text).not.toContain(workspaceRoot);
    expect(target.api).toMatchObject({ context: '.', dockerfile: 'services/api/Dockerfile' });
    expect(existsSync(join(workspaceRoot, target.api?.contexts?.lock ?? '', 'uv.lock'))).toBe(true);
    rmSync(workspaceRoot, { recursive: true });
  });

  test.each(['.', '', '..', '../x', '/tmp/x', 'a/../..'])(
    'is below the workspace root: %j',
    async (bakeFolder) => {
      const { outcomes } = await build(buildTasksOf(['api'], { bakeFolder }), []);
      expect(successes(outcomes)).toEqual([['api:build-image', false]]);
      expect(outcomes[0]?.output).toContain('a folder below the workspace root');
    },
  );
});

describe('names that hold keys', () => {
  const keyed = { tags: ['type=key'] };
  const tagsOf = (bakeFile: BakeFile | undefined) => bakeFile?.target.api?.tags;

  test('are printed as the run would have them', async () => {
    const workspaceRoot = writeWorkspace();
    const run = await build(buildTasksOf(['api'], keyed), [{}, {}], undefined, { workspaceRoot });
    const shown = buildTasksOf(['api'], { ...keyed, print: true });
    const { printed, commands } = await build(shown, [], undefined, { workspaceRoot });
    rmSync(workspaceRoot, { recursive: true });
    const bakeFile = run.folders[0]?.bakeFile;
    const key = bakeFile?.target.api?.labels?.[KEY_LABEL];
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(tagsOf(bakeFile)).toEqual([`acme/api:${key}`]);
    expect(tagsOf(JSON.parse(printed.join('\n')))).toEqual([`acme/api:${key}`]);
    expect(commands).toEqual([]);
  });

  test('are no problem of a task that fails for another one', async () => {
    const [stack] = buildTasksOf(['python'], { ...keyed, context: 'nowhere' });
    const others = buildTasksOf(['python', 'api'], keyed).slice(1);
    const worker = buildTasksOf(['worker'], keyed);
    const asked = [...(stack ? [stack] : []), ...others, ...worker];
    const workspaceRoot = writeWorkspace();
    const { outcomes } = await build(asked, [{}, {}], undefined, { workspaceRoot });
    rmSync(workspaceRoot, { recursive: true });
    expect(successes(outcomes)).toEqual([
      ['python:build-image', false],
      ['api:build-image', false],
      ['worker:build-image', true],
    ]);
    expect(outcomes[1]?.output).toContain('python:build-image');
    expect(outcomes[1]?.output).not.toContain('key');
  });
});
