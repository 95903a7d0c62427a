import { afterEach, expect, test } from 'vitest';
import { runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { edit } from './edit.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { restore } from './restore.ts';
import { scene } from './scene.ts';

afterEach(restore);

test("the services' tests run in the stack's dev image and leave nothing behind", async () => {
  expect(await nx(['build-image', 'python', '--image=dev'])).toMatchObject({ exitCode: 0 });

  const before = await files();
  for (const service of ['api', 'worker']) {
    const { exitCode, output } = await runToEnd(scene, 'docker', [
      ...['run', '--rm', `--volume=${scene.folder}:/workspace`, `${namespace}/python-dev`],
      ...['uv', 'run', '--package', service, 'pytest', `services/${service}`],
    ]);
    expect(output).toMatch(/\d passed/);
    expect(exitCode).toBe(0);
  }

  expect(await files()).toBe(before);
});

test('targets that nx.json names run the tests in it, and the second time they come from the cache', async () => {
  await edit('nx.json', (text) =>
    text.replace('"namespace":', '"testTargetName": "test", "namespace":'),
  );
  const tests = ['run-many', '--targets=test', '--projects=api,worker', '--outputStyle=static'];

  const first = await nx(tests);

  expect(first.output.match(/\d passed/g)).toHaveLength(2);
  expect(first.output).toContain('nx run python:build-image-dev');
  expect(first.exitCode).toBe(0);
  const second = await nx(tests);
  expect(second.output).toMatch(/read the output from the cache instead of running .* 2 out of 3/);
});

/** Files that git does not know, ignored ones too. */
function files(): Promise<string> {
  return runQuiet(scene, 'git', ['status', '--porcelain', '--ignored']);
}
