import { expect, test } from 'vitest';
import { runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { namespace } from './namespace.ts';
import { nx } from './nx.ts';
import { scene } from './scene.ts';

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

/** Files that git does not know, ignored ones too. */
function files(): Promise<string> {
  return runQuiet(scene, 'git', ['status', '--porcelain', '--ignored']);
}
