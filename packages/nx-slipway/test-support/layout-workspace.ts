import { expect } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import type { ServiceSchema } from '../src/generators/service/schema';
import stackGenerator from '../src/generators/stack/generator';
import { contentsOf, treeWith } from './generator-tree';
import { call, makeWorkspace, type RealWorkspace } from './real-workspace';
import type { Files } from './workspace-files';

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
/** The test of that application, which passes. */
export const PAY_TEST =
  'from pay.app import app\n\n\ndef test_it():\n    assert app.test_client().get("/health").text == "int"\n';
/** What its extension needs to run and to be compiled. */
export const PAY_APT = { apt: ['libpq5'], buildApt: ['gcc', 'libc6-dev', 'libpq-dev'] };

const index = process.env.UV_DEFAULT_INDEX;
const SOURCE = index ? `[[tool.poetry.source]]\nname = "tests"\nurl = "${index}"\n` : '';

/** A project of each installer with a package that is compiled, and one whose sources are run as they are. */
const FILES: Files = {
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
    'tests/test_app.py': PAY_TEST,
  };
  return Object.fromEntries(
    Object.entries(all).map(([file, text]) => [`services/${name}/${file}`, text]),
  );
}

/** Images of projects in layouts of their own, built. */
export interface LayoutWorkspace extends RealWorkspace {
  /** Runs a command of the shell in an image of the workspace. */
  readonly run: (image: string, command: string) => Promise<string>;
  /** Starts an image, waits until it is healthy, and stops it. */
  readonly checkHealth: (image: string) => Promise<void>;
}

/** Makes a workspace with the stacks `python` and `app`, writes the images of services by the generator and builds them. */
export async function makeLayouts(
  namespace: string,
  services: readonly ServiceSchema[],
): Promise<LayoutWorkspace> {
  const nxJson = { plugins: [{ plugin: 'nx-slipway', options: { namespace } }] };
  const files = { ...FILES, 'nx.json': JSON.stringify(nxJson) };
  const workspace = await makeWorkspace(namespace, files);
  try {
    await call('poetry', ['lock', '--quiet'], `${workspace.root}/services/pay-poetry`);
    await generate(workspace, files, services);
    const names = [...services.map(({ stack = '' }) => stack), ...services.map(({ name }) => name)];
    const { failed } = await workspace.build([...new Set(names)]);
    expect(failed).toEqual({});
  } catch (error) {
    await workspace.dispose();
    throw error;
  }
  return {
    ...workspace,
    async run(image, command) {
      const entry = ['--rm', '--network=none', '--read-only', '--tmpfs=/tmp', '--entrypoint=sh'];
      const args = ['run', ...entry, `${namespace}/${image}`, '-c', command];
      return (await call('docker', args)).trim();
    },
    checkHealth: (image) => checkHealth(`${namespace}/${image}`, `${namespace}-${image}`),
  };
}

async function generate(
  workspace: RealWorkspace,
  files: Files,
  services: readonly ServiceSchema[],
): Promise<void> {
  const tree = treeWith(files);
  for (const lock of ['uv.lock', 'services/pay-poetry/poetry.lock']) {
    tree.write(lock, workspace.read(lock));
  }
  await stackGenerator(tree, { name: 'python' });
  await stackGenerator(tree, {
    name: 'app',
    layout: 'base-app',
    sources: ['services/shop/src/domain'],
  });
  for (const service of services) await serviceGenerator(tree, service);
  workspace.write(contentsOf(tree));
}

async function checkHealth(image: string, name: string): Promise<void> {
  await call('docker', ['run', '--detach', `--name=${name}`, image]);
  try {
    const state = ['inspect', '--format={{.State.Status}} {{.State.Health.Status}}', name];
    await expect.poll(() => call('docker', state), { timeout: 30_000 }).toBe('running healthy');
    await call('docker', ['stop', '--timeout=10', name]);
    expect(await call('docker', ['inspect', '--format={{.State.ExitCode}}', name])).toBe('0');
  } finally {
    await call('docker', ['rm', '--force', name]);
  }
}
