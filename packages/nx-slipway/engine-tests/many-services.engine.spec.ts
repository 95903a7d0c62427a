import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { planLayerGroups } from '../test-support/plan-layer-groups';
import {
  type BuildReport,
  call,
  executorContext,
  type InspectedImage,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
  SECRETS,
} from '../test-support/real-workspace';
import {
  type Files,
  libraryFiles,
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const PACKAGES = ['six', 'idna', 'attrs', 'toolz', 'zipp', 'sniffio', 'pluggy', 'iniconfig', 'h11'];
const BUILDER = 'images/python/builder-requirements.txt';
const CLOSURES = [['a', 'b'], ['a', 'c'], [], ['a'], ['b', 'c']];
/** Who installs, and how many services: of uv two of each kind, so that no package is in one image alone. */
const INSTALLERS = [
  ['uv', 10],
  ['poetry', 5],
  ['pip', 5],
] as const;

/** Code that no engine has seen before. */
function fresh(name: string): string {
  return `DATA = "${randomBytes(50_000).toString('hex')}"\n\n\ndef main() -> None:\n    print("${name}")\n`;
}

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

describe.each(INSTALLERS)('installed by %s, %i services on one stack', (installer, count) => {
  const NAMESPACE = `slipway-many-${installer}-${randomBytes(3).toString('hex')}`;
  /** The service that gets another dependency; no engine has installed its lock under this name. */
  const GROWING = `s02-${randomBytes(3).toString('hex')}`;

  const services: readonly ServiceSpec[] = Array.from({ length: count }, (_, index) => {
    const name = index === 1 ? GROWING : `s${String(index + 1).padStart(2, '0')}`;
    return {
      name,
      libraries: CLOSURES[index % CLOSURES.length] ?? [],
      packages: [0, 2, 5].flatMap((step) => PACKAGES[((index % 5) + step) % PACKAGES.length] ?? []),
      code: fresh(name),
      installer,
    };
  });
  const projects = ['python', ...services.map(({ name }) => name)];
  const references = [
    `${NAMESPACE}/python-base`,
    `${NAMESPACE}/python-base-builder`,
    ...services.map(({ name }) => `${NAMESPACE}/${name}`),
  ];

  let workspace: RealWorkspace;
  let first: BuildReport;
  const sizes = new Map<string, number>();
  let before: ReadonlyMap<string, InspectedImage>;
  /** Shared layers of third-party packages, which those of one lock have. */
  let groups = 0;

  beforeAll(async () => {
    const stack = stackFiles(NAMESPACE, { installer });
    // No engine has installed anything in such a builder.
    const builder = { [BUILDER]: `${stack[BUILDER]}# ${NAMESPACE}\n` };
    workspace = await makeWorkspace(
      NAMESPACE,
      Object.assign(
        { ...rootFiles('', installer), ...stack, ...builder },
        ...['a', 'b', 'c'].map((name) => libraryFiles({ name, code: fresh(name), installer })),
        ...services.map((service) => serviceFiles(service, NAMESPACE)),
      ),
      installer,
    );
    if (installer === 'uv') {
      const { text, holders } = await planLayerGroups(workspace);
      workspace.write({ [LAYER_GROUPS_FILE]: text });
      groups = Object.keys(holders).length;
      expect(groups).toBeGreaterThan(2);
    }
    for (const { root } of Object.values(
      executorContext(workspace.root, NAMESPACE).projectsConfigurations.projects,
    )) {
      sizes.set(root, measure(root));
    }
    first = await workspace.build(projects);
    expect(first.failed).toEqual({});
    before = await inspectImages(references);
  });

  afterAll(() => workspace?.dispose());

  /** Bytes of a folder's files as they were at first. */
  const sizeOf = (folder: string): number => sizes.get(folder) ?? Number.NaN;

  function measure(folder: string): number {
    return readdirSync(join(workspace.root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => statSync(join(workspace.root, folder, file)))
      .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  }

  /** Builds everything once more, and tells which images are others than before. */
  async function buildAgain(): Promise<{ report: BuildReport; changed: readonly string[] }> {
    const report = await workspace.build(projects);
    expect(report.failed).toEqual({});
    const after = await inspectImages(references);
    const changed = references.filter((each) => after.get(each)?.id !== before.get(each)?.id);
    before = after;
    return { report, changed: changed.map((each) => each.replace(`${NAMESPACE}/`, '')) };
  }

  describe('with three libraries', () => {
    test('are built in one engine invocation, each library once', () => {
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
        const count = (start: string) => first.runs.filter((run) => run.startsWith(start)).length;
        expect(count('RUN uv pip install ')).toBe(groups);
        expect(count('RUN uv sync ')).toBe(0);
      });
    }

    test('send as build context their own files and no others, each library once for all', () => {
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
      const { report, changed } = await buildAgain();
      expect(report.stepsRun).toEqual([]);
      expect(report.invocations).toBe(1);
      expect(changed).toEqual([]);
    });
  });

  describe('a change', () => {
    test('of the code of one service runs the one step that installs it', async () => {
      workspace.write({ 'services/s01/src/s01/__init__.py': fresh('s01') });
      const { report, changed } = await buildAgain();
      expect(report.runs).toEqual([install('services/s01')]);
      expect(changed).toEqual(['s01']);
    });

    test('of the dependencies of one service runs steps of that service only', async () => {
      const file = `services/${GROWING}/pyproject.toml`;
      const text = workspace.read(file).replace('dependencies = [', '$&"typing-extensions", ');
      workspace.write({ [file]: text });
      await workspace.lock();
      const { report, changed } = await buildAgain();
      expect(report.runs).toHaveLength(2);
      expect(report.stepsRun.flatMap(({ targets }) => targets)).toEqual(
        report.stepsRun.map(() => GROWING),
      );
      expect(changed).toEqual([GROWING]);
    });

    // BuildKit merges the steps of several targets once their keys are known; where one has just ended on a
    // machine under load, it may run the next one again. A plan with two such steps would fail each time.
    test('of a library runs one step, and all that hold it share the layer', {
      retry: 1,
    }, async () => {
      const old = new Set([...before.values()].flatMap(({ layers }) => layers));
      workspace.write({ 'libs/a/src/a/__init__.py': fresh('a') });
      const { report, changed } = await buildAgain();
      expect(report.runs).toEqual([install('libs/a')]);
      const holders = services.filter(({ libraries }) => libraries?.includes('a'));
      expect(changed).toEqual(holders.map(({ name }) => name));
      const news = holders.map(({ name }) =>
        before.get(`${NAMESPACE}/${name}`)?.layers.filter((layer) => !old.has(layer)),
      );
      expect(news[0]).toHaveLength(1);
      expect(new Set(news.flat()).size).toBe(1);
    });

    test('of what is in no image runs nothing: tests, caches, settings of tools, a new member', async () => {
      workspace.write({
        'services/s01/tests/test_s01.py': fresh('test'),
        'services/s01/src/s01/__pycache__/x.cpython-313.pyc': fresh('pyc'),
        'services/s01/.venv/pyvenv.cfg': fresh('venv'),
        'services/s01/project.json': '{"name": "s01", "tags": ["changed"]}',
        '.venv/pyvenv.cfg': fresh('venv'),
        'libs/a/.ruff_cache/x': fresh('ruff'),
        'README.md': fresh('readme'),
        'pyproject.toml': `${workspace.read('pyproject.toml')}\n[tool.ruff]\nline-length = 99\n`,
        ...libraryFiles({ name: 'new', packages: ['certifi'], installer }),
      });
      await workspace.lock();
      workspace.write(NOISE[installer](workspace));
      const { report, changed } = await buildAgain();
      expect(report.stepsRun).toEqual([]);
      expect(changed).toEqual([]);
    });
  });

  describe('plain docker build', () => {
    test('makes the same files once the images of the stack are there', async () => {
      const plain = `${NAMESPACE}/plain`;
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
      expect(files.split('\n')).toEqual((await list(`${NAMESPACE}/s01`)).split('\n'));
    });
  });
});
