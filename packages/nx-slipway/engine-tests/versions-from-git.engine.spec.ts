import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import {
  type Files,
  pyprojectsOf,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-git-${randomBytes(3).toString('hex')}`;
const ALL = ['python', 'api', 'worker'];

interface Backend {
  readonly requires: readonly string[];
  readonly backend: string;
  readonly settings?: string;
}

const setuptoolsScm: Backend = {
  requires: ['setuptools>=77', 'setuptools_scm[toml]>=8'],
  backend: 'setuptools.build_meta',
  settings: '[tool.setuptools_scm]\nroot = "../.."\nversion_file = "src/api/_version.py"\n',
};
function hatch(...requires: readonly string[]) {
  return {
    requires: ['hatchling', ...requires],
    backend: 'hatchling.build',
  };
}

/** A library by the backend its version comes from. */
const libraries: Readonly<Record<string, Backend>> = {
  'by-hatch-vcs': {
    ...hatch('hatch-vcs'),
    settings:
      '[tool.hatch.version]\nsource = "vcs"\n[tool.hatch.version.raw-options]\nroot = "../.."\n',
  },
  'by-pdm': {
    requires: ['pdm-backend'],
    backend: 'pdm.backend',
    settings: '[tool.pdm.version]\nsource = "scm"\n',
  },
  'by-poetry': {
    requires: ['poetry-core', 'poetry-dynamic-versioning>=1.0.0,<2.0.0'],
    backend: 'poetry_dynamic_versioning.backend',
    settings:
      '[tool.poetry]\nversion = "0.0.0"\npackages = [{ include = "by_poetry", from = "src" }]\n[tool.poetry-dynamic-versioning]\nenable = true\n',
  },
  'by-uv': {
    ...hatch('uv-dynamic-versioning'),
    settings: '[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n',
  },
};
const LIBRARIES = Object.keys(libraries);

function pyproject(
  name: string,
  { requires, backend, settings = '' }: Backend,
  needs: readonly string[] = [],
) {
  return [
    '[project]',
    `name = "${name}"`,
    'dynamic = ["version"]',
    'requires-python = ">=3.11"',
    `dependencies = ${JSON.stringify(needs)}`,
    `scripts = { ${name} = "${name.replaceAll('-', '_')}:main" }`,
    '',
    '[build-system]',
    `requires = ${JSON.stringify(requires)}`,
    `build-backend = "${backend}"`,
    '',
    '[tool.uv.sources]',
    ...needs.map((each) => `${each} = { workspace = true }`),
    '',
    settings,
  ].join('\n');
}

const code = `from importlib.metadata import version
from importlib.resources import files


def main() -> None:
    print(*(f"{name} {version(name)}" for name in ${JSON.stringify(['api', ...LIBRARIES])}), sep="\\n")
    from api import _version
    print(_version.version, files("api").joinpath("data/greeting.txt").read_text())
`;

const projects: Files = {
  ...serviceFiles({ name: 'api', libraries: LIBRARIES, code, takesVersion: true }, NAMESPACE),
  'services/api/pyproject.toml': pyproject('api', setuptoolsScm, LIBRARIES),
  'services/api/src/api/data/greeting.txt': 'tracked by git',
  ...serviceFiles({ name: 'worker', takesVersion: true }, NAMESPACE),
  'services/worker/pyproject.toml': pyproject('worker', hatch('hatch-vcs')).replace(
    '[tool.uv',
    '[tool.hatch.version]\nsource = "vcs"\n[tool.uv',
  ),
  ...Object.fromEntries(
    Object.entries(libraries).flatMap(([name, backend]) => [
      [`libs/${name}/pyproject.toml`, pyproject(name, backend)],
      [`libs/${name}/src/${name.replaceAll('-', '_')}/__init__.py`, 'def main(): ...\n'],
    ]),
  ),
};

const files: Files = {
  ...rootFiles(),
  ...stackFiles(NAMESPACE, { pyprojects: pyprojectsOf(projects) }),
  ...projects,
  '.gitignore': '_version.py\n',
};

const VARIABLES = [
  'SETUPTOOLS_SCM_PRETEND_VERSION',
  'PDM_BUILD_SCM_VERSION',
  'POETRY_DYNAMIC_VERSIONING_BYPASS',
  'UV_DYNAMIC_VERSIONING_BYPASS',
];

let workspace: RealWorkspace;

function git(...args: readonly string[]) {
  return call(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@index.example', ...args],
    workspace.root,
  );
}

async function commit(more: Files = {}): Promise<void> {
  workspace.write(more);
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', '--message=test');
}

function run(name: string, command: readonly string[] = []) {
  return call('docker', ['run', '--rm', '--network=none', `${NAMESPACE}/${name}`, ...command]);
}
function versionOfWorker() {
  return run('worker', [
    'python',
    '-c',
    'from importlib.metadata import version as v; print(v("worker"))',
  ]);
}

function step(project: string) {
  return `RUN --network=none install-projects ${project}/pyproject.toml`;
}

beforeAll(async () => {
  // uv asks the backends for metadata when it locks, and there is no repository yet.
  for (const name of VARIABLES) process.env[name] = '1.0';
  workspace = await makeWorkspace(NAMESPACE, files);
  for (const name of VARIABLES) delete process.env[name];
});

afterAll(() => workspace?.dispose());

test('without a repository everything is 0.0.0, and a note says so', async () => {
  const { failed, printed } = await workspace.build(ALL);
  expect(failed).toEqual({});
  expect(await run('api')).toBe(
    [...['api', ...LIBRARIES].map((name) => `${name} 0.0.0`), '0.0.0 tracked by git'].join('\n'),
  );
  expect(printed).toMatch(
    /note: services\/api\/pyproject\.toml:2:\d+: .*built as 0\.0\.0: not a git/,
  );
});

test('without a tag the version stays, and the note says what to type', async () => {
  await git('init', '--quiet');
  await commit();
  const { failed, printed, stepsRun } = await workspace.build(ALL);
  expect([failed, stepsRun]).toEqual([{}, []]);
  expect(printed).toContain('git tag by-pdm-v1.0.0');
});

test('each project has the version of its tag, else of the repository’s', async () => {
  await git('tag', 'v1.2.0');
  await git('tag', 'by-pdm-v3.0.0');
  await git('tag', '--annotate', '--message=test', 'by-uv@0.5.0rc1');
  const { failed, printed } = await workspace.build(ALL);
  expect(failed).toEqual({});
  expect(printed).not.toContain('note:');
  expect(await run('api')).toBe(
    [
      'api 1.2.0',
      'by-hatch-vcs 1.2.0',
      'by-pdm 3.0.0',
      'by-poetry 1.2.0',
      'by-uv 0.5.0rc1',
      '1.2.0 tracked by git',
    ].join('\n'),
  );
});

describe('re-runs', () => {
  test('nothing after a commit elsewhere', async () => {
    await commit({ 'README.md': randomBytes(8).toString('hex') });
    const { failed, stepsRun } = await workspace.build(ALL);
    expect([failed, stepsRun]).toEqual([{}, []]);
  });

  test('the one step of a service after a commit to it', async () => {
    await commit({ 'services/worker/README.md': randomBytes(8).toString('hex') });
    const { failed, runs } = await workspace.build(ALL);
    expect([failed, runs]).toEqual([{}, [step('services/worker')]]);
    expect(await versionOfWorker()).toBe('1.2.1.dev1');
  });

  test('the one step of a service after a tag of it', async () => {
    await commit({ 'README.md': randomBytes(8).toString('hex') });
    await git('tag', 'worker-v2.0.0');
    const { failed, runs } = await workspace.build(ALL);
    expect([failed, runs]).toEqual([{}, [step('services/worker')]]);
    expect(await versionOfWorker()).toBe('2.0.0');
  });

  test('the one layer of a library after a commit to it', async () => {
    await commit({ 'libs/by-uv/README.md': randomBytes(8).toString('hex') });
    const { failed, runs } = await workspace.build(ALL);
    expect([failed, runs]).toEqual([{}, [step('libs/by-uv')]]);
    expect(await run('api')).toContain('by-uv 0.5.0rc2.dev1\n');
  });
});

test('what is not committed is no release', async () => {
  workspace.write({
    'services/worker/src/worker/more.py': `X = "${randomBytes(8).toString('hex')}"`,
  });
  const { failed, printed } = await workspace.build(['worker']);
  expect(failed).toEqual({});
  expect(printed).toContain('uncommitted changes since worker-v2.0.0');
  expect(await versionOfWorker()).toBe('2.0.1.dev0');
});

test('a Dockerfile without the argument is built as 0.0.0, and a note says what to write', async () => {
  const file = 'services/worker/Dockerfile';
  workspace.write({ [file]: workspace.read(file).replace('ARG VERSION=0.0.0\n', '') });
  const { failed, printed } = await workspace.build(['worker']);
  expect(failed).toEqual({});
  expect(printed).toMatch(/note: services\/worker\/Dockerfile:\d+: .*no ARG for it/);
  expect(await versionOfWorker()).toBe('0.0.0');
});
