import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { freshCode, type ManyServices, makeManyServices } from '../test-support/many-services';
import { call, type RealWorkspace, SECRETS } from '../test-support/real-workspace';
import { type Files, libraryFiles } from '../test-support/workspace-files';

/** Changes of an installer's own files that decide nothing. */
const NOISE: Readonly<Record<InstallerName, (workspace: RealWorkspace) => Files>> = {
  uv: () => ({}),
  poetry: ({ read }) => ({
    'services/s03/poetry.lock': `${read('services/s03/poetry.lock')}# ${randomBytes(8).toString('hex')}\n`,
  }),
  pip: ({ read }) => ({
    'services/s01/requirements-dev.txt': `pytest==8.4.2\n# ${randomBytes(8).toString('hex')}\n`,
    'services/s03/requirements.txt': `${read('services/s03/requirements.txt')}# ${randomBytes(8).toString('hex')}\n`,
  }),
};

function install(folder: string) {
  return `RUN --network=none install-projects ${folder}/pyproject.toml`;
}

/** Tests what builds of many services do that one installer installs. @param count how many services */
export function testManyServices(installer: InstallerName, count: number): void {
  let many: ManyServices;

  beforeAll(async () => {
    many = await makeManyServices(installer, count);
  });

  afterAll(() => many?.workspace.dispose());

  describe('with three libraries', () => {
    test('are built in one engine invocation, each library once', () => {
      const { first, services } = many;
      expect(first.invocations).toBe(1);
      const own = (text: string) =>
        text.includes('install-projects') && text.includes('/pyproject');
      expect([...first.runs].filter(own).sort()).toEqual(
        [
          ...['a', 'b', 'c'].map((name) => install(`libs/${name}`)),
          ...services.map(({ name }) => install(`services/${name}`)),
        ].sort(),
      );
    });

    if (installer === 'uv') {
      test('install each shared package once for all, and none alone', () => {
        const { first, groups } = many;
        const count = (start: string) => first.runs.filter((run) => run.startsWith(start)).length;
        expect(count('RUN uv pip install ')).toBe(groups);
        expect(count('RUN uv sync ')).toBe(0);
      });
    }

    test('send as build context their own files and no others, each library once for all', () => {
      const { first, services, sizes } = many;
      const sizeOf = (folder: string): number => sizes.get(folder) ?? Number.NaN;
      const reported = services.filter(({ name }) => first.contextBytes.has(name));
      // A busy engine leaves the ends of transfers unreported, and nobody knows of how many.
      expect(reported.length).toBeGreaterThanOrEqual(0.25 * services.length);
      for (const { name } of reported) {
        const sent = first.contextBytes.get(name) ?? Number.NaN;
        expect(sent / sizeOf(`services/${name}`), `context of ${name}`).toBeGreaterThan(0.95);
        expect(sent / sizeOf(`services/${name}`), `context of ${name}`).toBeLessThan(1.1);
      }
      const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
      const sent = [...first.contextBytes.values()].reduce((sum, bytes) => sum + bytes, 0);
      expect(sent / all).toBeLessThan(1.1);
    });

    test('run no step and stay what they are when nothing has changed', async () => {
      const { report, changed } = await many.buildAgain();
      expect(report.stepsRun).toEqual([]);
      expect(report.invocations).toBe(1);
      expect(changed).toEqual([]);
    });
  });

  describe('a change', () => {
    test('of the code of one service runs the one step that installs it', async () => {
      many.workspace.write({ 'services/s01/src/s01/__init__.py': freshCode('s01') });
      const { report, changed } = await many.buildAgain();
      expect(report.runs).toEqual([install('services/s01')]);
      expect(changed).toEqual(['s01']);
    });

    test('of the dependencies of one service runs steps of that service only', async () => {
      const { growing, workspace } = many;
      const file = `services/${growing}/pyproject.toml`;
      const text = workspace.read(file).replace('dependencies = [', '$&"typing-extensions", ');
      workspace.write({ [file]: text });
      await workspace.lock();
      const { report, changed } = await many.buildAgain();
      expect(report.runs).toHaveLength(2);
      expect(report.stepsRun.flatMap(({ targets }) => targets)).toEqual(
        report.stepsRun.map(() => growing),
      );
      expect(changed).toEqual([growing]);
    });

    // BuildKit merges the steps of several targets once their keys are known; where one has just ended on a
    // machine under load, it may run the next one again. A plan with two such steps would fail each time.
    test('of a library runs one step, and all that hold it share the layer', {
      retry: 1,
    }, async () => {
      const { images, namespace, services, workspace } = many;
      const old = new Set([...images().values()].flatMap(({ layers }) => layers));
      workspace.write({ 'libs/a/src/a/__init__.py': freshCode('a') });
      const { report, changed } = await many.buildAgain();
      expect(report.runs).toEqual([install('libs/a')]);
      const holders = services.filter(({ libraries }) => libraries?.includes('a'));
      expect(changed).toEqual(holders.map(({ name }) => name));
      const news = holders.map(({ name }) =>
        images()
          .get(`${namespace}/${name}`)
          ?.layers.filter((layer) => !old.has(layer)),
      );
      expect(news[0]).toHaveLength(1);
      expect(new Set(news.flat()).size).toBe(1);
    });

    test('of what is in no image runs nothing: tests, caches, settings of tools, a new member', async () => {
      const { workspace } = many;
      workspace.write({
        'services/s01/tests/test_s01.py': freshCode('test'),
        'services/s01/src/s01/__pycache__/x.cpython-313.pyc': freshCode('pyc'),
        'services/s01/.venv/pyvenv.cfg': freshCode('venv'),
        'services/s01/project.json': '{"name": "s01", "tags": ["changed"]}',
        '.venv/pyvenv.cfg': freshCode('venv'),
        'libs/a/.ruff_cache/x': freshCode('ruff'),
        'README.md': freshCode('readme'),
        'pyproject.toml': `${workspace.read('pyproject.toml')}\n[tool.ruff]\nline-length = 99\n`,
        ...libraryFiles({ name: 'new', packages: ['certifi'], installer }),
      });
      await workspace.lock();
      workspace.write(NOISE[installer](workspace));
      const { report, changed } = await many.buildAgain();
      expect(report.stepsRun).toEqual([]);
      expect(changed).toEqual([]);
    });
  });

  describe('plain docker build', () => {
    test('makes the same files once the images of the stack are there', async () => {
      const { namespace, workspace } = many;
      const plain = `${namespace}/plain`;
      const { root } = workspace;
      const secrets = SECRETS.map((secret) => `--secret=${secret}`);
      await call(
        'docker',
        ['build', '--quiet', ...secrets, `--tag=${plain}`, '--file=services/s01/Dockerfile', '.'],
        root,
      );
      const list = async (image: string) => {
        const script = 'cd / && find venv app -type f | sort';
        return call('docker', ['run', '--rm', image, 'sh', '-c', script]);
      };
      const files = await list(plain);
      expect(files).toContain('app/s01/__init__.py');
      expect(files).toContain('app/a/__init__.py');
      expect(files.split('\n')).toEqual((await list(`${namespace}/s01`)).split('\n'));
    });
  });
}
