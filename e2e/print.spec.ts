import { afterEach, expect, test } from 'vitest';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

afterEach(restore);

test('--print shows the bake file and builds nothing', async () => {
  const before = await imageIds();
  await edit('services/api/src/api/app.py', (text) => `${text}\n# not to be built\n`);

  const { exitCode, output } = await nx(['build-image', 'api', '--print']);

  expect(exitCode).toBe(0);
  const json = output.slice(output.indexOf('\n{\n'), output.indexOf('\n}\n') + 2);
  const { group, target } = JSON.parse(json);
  expect(group.default.targets).toContain('api');
  expect(target.api.tags).toEqual([`${namespace}/api`]);
  expect(target.api.contexts).toMatchObject({ [`${namespace}/python-base`]: 'target:python-base' });
  expect(await imageIds()).toEqual(before);
});

/** Sorted, since the engine gives images of one second in any order. */
async function imageIds(): Promise<readonly string[]> {
  const list = await runQuiet(scene, 'docker', [
    ...['image', 'ls', '--no-trunc', '--format={{.Repository}} {{.ID}}'],
    `--filter=reference=${namespace}/*`,
  ]);
  return list.split('\n').sort();
}
