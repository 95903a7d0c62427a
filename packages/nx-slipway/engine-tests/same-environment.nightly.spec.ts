import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { type GroupHolders, groupLayers } from '../test-support/group-layers';
import { compareTrees, type ImageTree, imageTree } from '../test-support/image-tree';
import { planLayerGroups } from '../test-support/plan-layer-groups';
import {
  type BuildReport,
  call,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import {
  COMPILERS,
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-same-${randomBytes(3).toString('hex')}`;
const PURELIB = '/venv/lib/python3.13/site-packages';

/** Compiled extensions, extras, a dependency whose marker names machines (greenlet). */
const SERVER = ['fastapi', 'uvicorn[standard]', 'sqlalchemy<2.1'];
/** Parts of the namespaces `google` and `opentelemetry`. */
const TELEMETRY = ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'];
const CLOUD = [...TELEMETRY, 'google-cloud-storage'];
/** Bundled libraries, an sdist that gcc compiles, a script and data files outside of site-packages. */
const TABLES = ['pandas', 'crcmod', 'jmespath', 'jupyterlab-widgets'];

interface Closure extends ServiceSpec {
  /** Files of /venv that the case is about. */
  readonly has: readonly string[];
  readonly lacks?: readonly string[];
}

const CLOSURES: readonly Closure[] = [
  {
    name: 'web',
    packages: [
      ...[...SERVER, 'opentelemetry-instrumentation-fastapi'],
      ...["six; platform_machine == 'x86_64'", "zipp; platform_machine != 'x86_64'"],
    ],
    has: [
      `${PURELIB}/uvloop/loop.cpython-313-MACHINE-linux-gnu.so`,
      `${PURELIB}/httptools/__init__.py`,
      `${PURELIB}/pydantic_core/__init__.py`,
      `${PURELIB}/greenlet/__init__.py`,
      '/venv/bin/uvicorn',
    ],
    lacks: [`${PURELIB}/colorama/__init__.py`],
  },
  {
    name: 'admin',
    packages: [...SERVER, ...CLOUD],
    has: [`${PURELIB}/google/cloud/storage/__init__.py`, `${PURELIB}/google/auth/__init__.py`],
    lacks: [`${PURELIB}/google/__init__.py`, `${PURELIB}/google/cloud/__init__.py`],
  },
  {
    name: 'worker',
    packages: [
      ...['dramatiq[redis,watch]', ...CLOUD, 'more-itertools'],
      ...["tomli; python_version < '3.12'", "pywin32; sys_platform == 'win32'"],
    ],
    settings: [
      '\n[project.optional-dependencies]\nmetrics = ["prometheus-client"]\nunused = ["toolz"]',
      '[dependency-groups]\nhttp = ["httpx"]\ndev = ["iniconfig"]\n',
    ].join('\n'),
    extras: ['metrics'],
    groups: ['http'],
    has: [
      `${PURELIB}/redis/__init__.py`,
      `${PURELIB}/watchdog/__init__.py`,
      `${PURELIB}/prometheus_client/__init__.py`,
      `${PURELIB}/httpx/__init__.py`,
      `${PURELIB}/opentelemetry/sdk/trace/__init__.py`,
      '/venv/bin/dramatiq',
    ],
    lacks: [
      `${PURELIB}/tomli/__init__.py`,
      `${PURELIB}/toolz/__init__.py`,
      `${PURELIB}/iniconfig/__init__.py`,
    ],
  },
  {
    name: 'tables',
    packages: TABLES,
    has: [
      `${PURELIB}/crcmod/_crcfunext.cpython-313-MACHINE-linux-gnu.so`,
      `${PURELIB}/numpy.libs`,
      '/venv/bin/jp.py',
      '/venv/share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager/package.json',
    ],
  },
  {
    name: 'report',
    packages: [...TABLES, 'sqlalchemy<2.1', "colorama; sys_platform != 'win32'"],
    has: [`${PURELIB}/pandas/__init__.py`, `${PURELIB}/colorama/__init__.py`],
  },
  {
    // The sdist of psycopg2 is compiled with what a builder of its own has.
    name: 'ledger',
    packages: ['psycopg2', 'crcmod', 'sqlalchemy<2.1'],
    apt: ['libpq5'],
    buildApt: ['libpq-dev'],
    has: [
      `${PURELIB}/psycopg2/_psycopg.cpython-313-MACHINE-linux-gnu.so`,
      `${PURELIB}/crcmod/_crcfunext.cpython-313-MACHINE-linux-gnu.so`,
    ],
  },
];
const names = CLOSURES.map(({ name }) => name);
const projects = ['python', ...names];

let workspace: RealWorkspace;
let shared: BuildReport;
let holders: GroupHolders;
const trees = { plain: new Map<string, ImageTree>(), shared: new Map<string, ImageTree>() };

async function readTrees(to: Map<string, ImageTree>): Promise<void> {
  for (const name of names) to.set(name, await imageTree(`${NAMESPACE}/${name}`));
}

beforeAll(async () => {
  const stack = stackFiles(NAMESPACE, { buildApt: COMPILERS });
  const [dockerfile, builder] = [
    'images/python/Dockerfile',
    'images/python/builder-requirements.txt',
  ];
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stack,
    // Without the compiler's notes for debuggers, which hold the folder it ran in: an engine may lose a wheel
    // between two builds, and an extension that is compiled again is then the same.
    [dockerfile]: `${stack[dockerfile]}`.replace('WORKDIR /src\n', 'ENV CFLAGS=-g0\n$&'),
    // A builder that no engine has installed anything in.
    [builder]: `${stack[builder]}# ${NAMESPACE}\n`,
    ...Object.assign({}, ...CLOSURES.map((each) => serviceFiles(each, NAMESPACE))),
  });
  // Without a file of groups every image installs all of its packages itself, by one `uv sync`.
  const plain = await workspace.build(projects);
  expect(plain.failed).toEqual({});
  expect(plain.runs.filter((run) => run.startsWith('RUN uv '))).toHaveLength(names.length);
  await readTrees(trees.plain);

  const planned = await planLayerGroups(workspace);
  holders = planned.holders;
  workspace.write({ [LAYER_GROUPS_FILE]: planned.text });
  shared = await workspace.build(projects);
  expect(shared.failed).toEqual({});
  await readTrees(trees.shared);
});

afterAll(() => workspace?.dispose());

describe.each(CLOSURES)('$name', ({ name, has, lacks = [] }) => {
  const tree = (kind: 'plain' | 'shared'): ImageTree => {
    const found = trees[kind].get(name);
    if (!found) throw new Error(`${name} was not built`);
    return found;
  };

  test('has the files it has when it is built by itself, and no others', () => {
    expect(compareTrees(tree('plain'), tree('shared'))).toEqual([]);
  });

  test('has what the case is about', () => {
    const { entries } = tree('shared');
    const paths = [...entries.keys()].map((path) => path.replace(/(x86_64|aarch64)/, 'MACHINE'));
    expect(has.filter((path) => !paths.includes(path))).toEqual([]);
    expect(lacks.filter((path) => paths.includes(path))).toEqual([]);
  });

  test('has bytecode, all of which is of the sources beside it', () => {
    const { entries, stale } = tree('shared');
    expect(stale).toEqual([]);
    expect([...entries.keys()].filter((path) => path.endsWith('.pyc')).length).toBeGreaterThan(50);
  });
});

test('hard cases are in layers that images share', () => {
  const packages = JSON.parse(workspace.read(LAYER_GROUPS_FILE)).stacks.python as Record<
    string,
    readonly string[]
  >;
  expect(Object.values(packages).flat()).toEqual(
    expect.arrayContaining([
      ...['crcmod', 'google-auth', 'greenlet', 'httptools', 'jmespath', 'jupyterlab-widgets'],
      ...['numpy', 'opentelemetry-sdk', 'pandas', 'pydantic-core', 'uvicorn', 'uvloop'],
    ]),
  );
});

test('each group is installed once, and its layer is one and the same in all images that have it', async () => {
  const installs = shared.runs.filter((run) => run.includes('uv pip install --no-deps '));
  expect(installs).toHaveLength(Object.keys(holders).length);
  expect(Object.values(holders).filter(({ length }) => length < 2)).toEqual([]);
  expect(await groupLayers(NAMESPACE, holders)).toEqual(
    Object.fromEntries(Object.entries(holders).map(([group, images]) => [group, [images]])),
  );
});

test('plain docker build, which knows of no groups, makes the same', async () => {
  const tag = `${NAMESPACE}/worker-by-hand`;
  const file = '--file=services/worker/Dockerfile';
  await call('docker', ['build', '--quiet', `--tag=${tag}`, file, '.'], workspace.root);
  const [byHand, known] = [await imageTree(tag), trees.shared.get('worker')];
  expect(known && compareTrees(byHand, known)).toEqual([]);
});
