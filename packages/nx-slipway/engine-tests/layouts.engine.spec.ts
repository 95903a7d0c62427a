import { randomBytes } from 'node:crypto';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import type { ServiceSchema } from '../src/generators/service/schema';
import stackGenerator from '../src/generators/stack/generator';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import type { Files } from '../test-support/workspace-files';

const NAMESPACE = `slipway-layouts-${randomBytes(3).toString('hex')}`;
const LIST =
  "python -c 'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))'";

/** Answers with what its C extension is linked to. */
const APP = [
  'import psycopg2',
  'from flask import Flask',
  '',
  'app = Flask(__name__)',
  '',
  '',
  '@app.route("/health")',
  'def health():',
  '    return psycopg2.__libpq_version__.__class__.__name__',
  '',
].join('\n');
const TEST =
  'from pay.app import app\n\n\ndef test_it():\n    assert app.test_client().get("/health").text == "int"\n';
const APT = { apt: ['libpq5'], buildApt: ['gcc', 'libc6-dev', 'libpq-dev'] };

const index = process.env.UV_DEFAULT_INDEX;
const SOURCE = index ? `[[tool.poetry.source]]\nname = "tests"\nurl = "${index}"\n` : '';

/** A project of each installer with a package that is compiled, and one whose sources are run as they are. */
const FILES: Files = {
  'nx.json': JSON.stringify({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
  }),
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/pay-uv", "services/shop"]\n',
  ...payment('pay-uv', {
    'pyproject.toml':
      '[project]\nname = "pay-uv"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["flask", "gunicorn", "psycopg2"]\n[dependency-groups]\ndev = ["pytest"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n[tool.hatch.build.targets.wheel]\npackages = ["src/pay"]\n',
  }),
  ...payment('pay-poetry', {
    'pyproject.toml': `[project]\nname = "pay-poetry"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["flask", "gunicorn"]\n[project.optional-dependencies]\npg = ["psycopg2"]\n[tool.poetry]\npackages = [{ include = "pay", from = "src" }]\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n[build-system]\nrequires = ["poetry-core>=2.0"]\nbuild-backend = "poetry.core.masonry.api"\n${SOURCE}`,
  }),
  'services/shop/pyproject.toml':
    '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.11"\n[dependency-groups]\nhttp = ["flask", "gunicorn"]\nworker = ["dramatiq[redis]"]\n',
  'services/shop/src/domain/__init__.py': 'GREETING = "hello"\n',
  'services/shop/src/web/__init__.py': '',
  'services/shop/src/web/app.py':
    'from domain import GREETING\nfrom flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/health")\ndef health():\n    return GREETING\n',
  'services/shop/src/worker/__init__.py': '',
  'services/shop/src/worker/tasks.py':
    'import dramatiq\nfrom domain import GREETING\n\n\n@dramatiq.actor\ndef greet():\n    print(GREETING)\n',
};

function payment(name: string, files: Files): Files {
  const all = {
    ...files,
    'src/pay/__init__.py': '',
    'src/pay/app.py': APP,
    'tests/test_app.py': TEST,
  };
  return Object.fromEntries(
    Object.entries(all).map(([file, text]) => [`services/${name}/${file}`, text]),
  );
}

const COMMON = { stack: 'app', layout: 'base-app' } as const;
const SERVICES: readonly ServiceSchema[] = [
  { name: 'pay-uv', role: 'http', layout: 'multi-layered', ...APT, stack: 'python' },
  { name: 'pay-uv', role: 'http', image: 'wheels', layout: 'wheels', ...APT, stack: 'python' },
  { name: 'pay-uv', role: 'http', image: 'slim', layout: 'slim', ...APT, stack: 'python' },
  {
    name: 'pay-poetry',
    role: 'http',
    layout: 'multi-layered',
    extras: ['pg'],
    ...APT,
    stack: 'python',
  },
  {
    name: 'pay-poetry',
    role: 'http',
    image: 'wheels',
    layout: 'wheels',
    extras: ['pg'],
    ...APT,
    stack: 'python',
  },
  { name: 'shop', role: 'http', groups: ['http'], sources: ['src/web'], ...COMMON },
  { name: 'shop', role: 'dramatiq', groups: ['worker'], sources: ['src/worker'], ...COMMON },
];

let tree: Tree;
let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, FILES);
  await call('poetry', ['lock', '--quiet'], `${workspace.root}/services/pay-poetry`);
  tree = createTreeWithEmptyWorkspace();
  for (const [file, text] of Object.entries(FILES)) tree.write(file, text);
  for (const lock of ['uv.lock', 'services/pay-poetry/poetry.lock']) {
    tree.write(lock, workspace.read(lock));
  }
  await stackGenerator(tree, { name: 'python' });
  await stackGenerator(tree, {
    name: 'app',
    layout: 'base-app',
    sources: ['services/shop/src/domain'],
  });
  for (const service of SERVICES) await serviceGenerator(tree, service);
  workspace.write(
    Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, String(content)])),
  );
  const { failed } = await workspace.build(['python', 'app', 'pay-uv', 'pay-poetry', 'shop']);
  expect(failed).toEqual({});
});

afterAll(() => workspace?.dispose());

async function run(image: string, command: string): Promise<string> {
  const entry = ['--rm', '--network=none', '--read-only', '--tmpfs=/tmp', '--entrypoint=sh'];
  return (await call('docker', ['run', ...entry, `${NAMESPACE}/${image}`, '-c', command])).trim();
}

test.each(['pay-uv', 'pay-uv-wheels', 'pay-uv-slim', 'pay-poetry', 'pay-poetry-wheels', 'shop'])(
  '%s starts, is well and stops',
  async (image) => {
    const name = `${NAMESPACE}-${image}`;
    await call('docker', ['run', '--detach', `--name=${name}`, `${NAMESPACE}/${image}`]);
    try {
      const state = ['inspect', '--format={{.State.Status}} {{.State.Health.Status}}', name];
      await expect.poll(() => call('docker', state), { timeout: 30_000 }).toBe('running healthy');
      await call('docker', ['stop', '--timeout=10', name]);
      expect(await call('docker', ['inspect', '--format={{.State.ExitCode}}', name])).toBe('0');
    } finally {
      await call('docker', ['rm', '--force', name]);
    }
  },
);

test.each(['uv', 'poetry'])(
  'with %s an image of wheels has the packages of layers, and no wheel',
  async (installer) => {
    const layered = await run(`pay-${installer}`, LIST);
    expect(layered).toContain('psycopg2');
    expect(await run(`pay-${installer}-wheels`, LIST)).toBe(layered);
    expect(
      await run(
        `pay-${installer}-wheels`,
        "find /app /opt /venv /wheels -name '*.whl' 2>/dev/null; ls -A /opt",
      ),
    ).toBe('');
  },
);

test.each(['uv', 'poetry'])(
  'with %s the image to develop in runs tests on layers of the other',
  async (installer) => {
    expect(await run(`pay-${installer}-dev`, 'python -m pytest -q 2>&1')).toContain('1 passed');
    const mounted = `--volume=${workspace.root}:/workspace`;
    workspace.write({
      [`services/pay-${installer}/tests/test_app.py`]: TEST.replace('"int"', '"str"'),
    });
    const failing = await call('sh', [
      '-c',
      `docker run --rm --user=0 ${mounted} ${NAMESPACE}/pay-${installer}-dev python -m pytest -q -p no:cacheprovider 2>&1 || true`,
    ]);
    expect(failing).toContain('1 failed');
    const layersOf = async (image: string) =>
      JSON.parse(
        await call('docker', [
          'inspect',
          '--format={{json .RootFS.Layers}}',
          `${NAMESPACE}/${image}`,
        ]),
      ) as readonly string[];
    const [both, dev] = [
      await layersOf(`pay-${installer}`),
      await layersOf(`pay-${installer}-dev`),
    ];
    const common = both.findIndex((layer, index) => layer !== dev[index]);
    // Packages that both images need are one layer above those of the stack.
    expect(common).toBeGreaterThan((await layersOf('python-base')).length);
  },
);

test('an image of the layout slim has the tools that build', async () => {
  expect(await run('pay-uv-slim', 'gcc --version | head -1; uv --version')).toMatch(/^gcc .*\nuv /);
  expect(await run('pay-uv', 'command -v gcc uv || true')).toBe('');
});

test('images share the sources of their stack, and none has those of the other', async () => {
  expect(await run('shop', 'ls /app')).toBe('domain\nweb');
  expect(await run('shop-dramatiq', 'ls /app')).toBe('domain\nworker');
  workspace.write({ 'services/shop/src/domain/__init__.py': 'GREETING = "bye"\n' });
  const { stepsRun } = await workspace.build(['app', 'shop']);
  const runs = stepsRun.filter(({ text }) => /\bRUN\b/.test(text)).map(({ text }) => text);
  expect(runs.join('\n')).toMatch(/^.*RUN python -m compileall -q \/app$/);
  expect(await run('shop', "python -c 'import domain; print(domain.GREETING)'")).toBe('bye');
});

test('the wheels of an image are written to a folder', async () => {
  const dest = `${workspace.root}/dist`;
  const { failed } = await workspace.build(['pay-uv'], {
    ...{ image: 'wheels', target: 'wheels', output: [`type=local,dest=${dest}`] },
  });
  expect(failed).toEqual({});
  const wheels = await call('find', ['.', '-name', '*.whl'], dest);
  expect(wheels).toMatch(/^\.\/workspace\/pay_uv-1-py3-none-any\.whl$/m);
  expect(wheels).toMatch(/^\.\/third-party\/psycopg2-.*-linux_x86_64\.whl$/m);
});
