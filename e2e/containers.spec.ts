import { expect, test } from 'vitest';
import { readOnlyOptions } from '../tools/demo/containers/read-only-options.ts';
import { showServices } from '../tools/demo/containers/show-services.ts';
import { demoServices } from '../tools/demo/demo-services.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { namespace } from './namespace.ts';
import { scene } from './scene.ts';

const images = ['api', 'mail', 'shop', 'shop-dramatiq', 'worker'].map(
  (name) => `${namespace}/${name}`,
);

test('on a read-only root services answer, workers work off a message of a real Redis, all stop in time', async ({
  signal,
}) => {
  const seen = await showServices(
    { ...scene, abort: signal },
    { prefix: namespace, namespace, services: demoServices },
  );

  const said = Object.fromEntries(seen.map((each) => [each.name, each.said]));
  for (const name of ['api', 'mail', 'shop']) {
    expect(JSON.parse(said[name] ?? '')).toEqual({ message: 'Hello, Ada!' });
  }
  for (const name of ['shop-dramatiq', 'worker']) {
    expect(said[name]).toContain('Hello, Grace!');
  }
  expect(seen.map(({ stopped }) => stopped.exitCode)).toEqual([0, 0, 0, 0, 0]);
});

test.each(images)('%s runs as a numeric user that owns nothing it runs from', async (image) => {
  const format = '{{.Config.User}}';
  expect(await runQuiet(scene, 'docker', ['image', 'inspect', '--format', format, image])).toBe(
    '10001:10001',
  );

  const script =
    'find /app /venv /usr /etc -user 10001 -o -writable ! -type l ! -perm -1000 | head';
  expect(await inside(image, 'sh', '-c', script)).toBe('');
});

test.each(images)('%s holds nothing that installs or compiles', async (image) => {
  const script = `
import importlib.util, shutil
modules = ['pip', 'setuptools', 'wheel', 'uv', 'poetry', 'hatchling', 'ensurepip._bundled.pip']
programs = ['pip', 'pip3', 'uv', 'poetry', 'gcc', 'cc', 'c++', 'make', 'ld']
def found(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
print([name for name in modules if found(name)] + [name for name in programs if shutil.which(name)])
`;
  expect(await inside(image, 'python', '-c', script)).toBe('[]');
});

function inside(image: string, ...command: readonly string[]): Promise<string> {
  return runQuiet(scene, 'docker', ['run', '--rm', ...readOnlyOptions, image, ...command]);
}
