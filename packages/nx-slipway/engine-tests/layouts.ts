import { expect } from 'vitest';
import { type LayoutWorkspace, PAY_TEST } from '../test-support/layout-workspace';
import { call } from '../test-support/real-workspace';

const LIST =
  "python -c 'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))'";

/** Checks that the image of wheels of a project has the packages of its image of layers, and no wheel. */
export async function checkWheels({ run }: LayoutWorkspace, project: string): Promise<void> {
  const layered = await run(project, LIST);
  expect(layered).toContain('psycopg2');
  expect(await run(`${project}-wheels`, LIST)).toBe(layered);
  expect(
    await run(
      `${project}-wheels`,
      "find /app /opt /venv /wheels -name '*.whl' 2>/dev/null; ls -A /opt",
    ),
  ).toBe('');
}

/** Checks that the image to develop in of a project runs its tests, on layers of its other image. */
export async function checkDevelopment(
  { run, root, write, namespace }: LayoutWorkspace,
  project: string,
): Promise<void> {
  expect(await run(`${project}-dev`, 'python -m pytest -q 2>&1')).toContain('1 passed');
  const mounted = `--volume=${root}:/workspace`;
  write({
    [`services/${project}/tests/test_app.py`]: PAY_TEST.replace('"int"', '"str"'),
  });
  const failing = await call('sh', [
    '-c',
    `docker run --rm --user=0 ${mounted} ${namespace}/${project}-dev python -m pytest -q -p no:cacheprovider 2>&1 || true`,
  ]);
  expect(failing).toContain('1 failed');
  const layersOf = async (image: string) =>
    JSON.parse(
      await call('docker', [
        'inspect',
        '--format={{json .RootFS.Layers}}',
        `${namespace}/${image}`,
      ]),
    ) as readonly string[];
  const [both, dev] = [await layersOf(project), await layersOf(`${project}-dev`)];
  const common = both.findIndex((layer, index) => layer !== dev[index]);
  // Packages that both images need are one layer above those of the stack.
  expect(common).toBeGreaterThan((await layersOf('python-base')).length);
}
