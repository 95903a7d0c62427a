import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { readKeysOf } from '../../../test-support/image-keys-of';
import { knowingEngine } from '../../../test-support/knowing-engine';
import { lockedRunFactsOf } from '../../../test-support/run-facts';
import { uvWorkspaceFiles } from '../../../test-support/uv-workspace-files';
import { writeFiles } from '../../../test-support/write-files';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';
import type { BuildTask } from '../build-task';

const AMD64 = ['linux/amd64'];
const BOTH = ['linux/amd64', 'linux/arm64'];

const files = {
  ...uvWorkspaceFiles(
    [
      { name: 'api', packages: ['any', 'each', 'half'] },
      { name: 'worker', packages: ['any', 'each', 'half'] },
    ],
    [
      { name: 'each', files: wheels('each', 'x86_64', 'aarch64') },
      { name: 'half', files: [...wheels('half', 'x86_64'), 'half-1.0.tar.gz'] },
    ],
  ),
  [LAYER_GROUPS_FILE]: JSON.stringify({
    version: 1,
    stacks: { python: { any: ['any'], native: ['each', 'half'] } },
  }),
};

function wheels(name: string, ...machines: readonly string[]): readonly string[] {
  return machines.map((machine) => `${name}-1.0-cp313-cp313-manylinux_2_28_${machine}.whl`);
}

/** The key of `api` in a run of tasks on a builder of linux/amd64. */
async function keyOf(tasks: readonly BuildTask[], canCross = true): Promise<string | undefined> {
  const root = mkdtempSync(join(tmpdir(), 'crossing-keys-'));
  try {
    writeFiles(root, files);
    const facts = { ...lockedRunFactsOf(files), canCross };
    const key = (await readKeysOf(tasks, facts, { root, run: knowingEngine() })).get('api');
    return key?.kind === 'keyed' ? key.key : undefined;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function api(platforms: readonly string[]): readonly BuildTask[] {
  return buildTasksOf(['api'], { platforms: [...platforms] });
}

const worker = buildTasksOf(['worker'], { platforms: BOTH });

test.each([
  ['amd64', AMD64],
  ['amd64 and arm64', BOTH],
])('the key of an image for %s is the same whatever is built beside it', async (_, platforms) => {
  const alone = await keyOf(api(platforms));
  expect(alone).toHaveLength(64);
  expect(await keyOf([...api(platforms), ...worker])).toBe(alone);
});

test('it is the same whether its stack is asked for as well', async () => {
  const stack = buildTasksOf(['python'], { platforms: ['linux/arm64'] });
  const alone = await keyOf(api(['linux/arm64']));
  expect(await keyOf([...stack, ...api(['linux/arm64'])])).toBe(alone);
});

test('an image for another platform is another one where it is built there', async () => {
  expect(await keyOf(api(BOTH))).not.toBe(await keyOf(api(BOTH), false));
  expect(await keyOf(api(AMD64))).toBe(await keyOf(api(AMD64), false));
});
