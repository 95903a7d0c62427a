import { expect, test } from 'vitest';
import { infer } from '../../../test-support/inferred-projects';

const NAMES = { testTargetName: 'test', lintTargetName: 'lint', lockTargetName: 'lock' };
const STACK = [
  'FROM x AS base',
  'FROM base AS base-builder',
  'FROM base-builder AS dev',
  'RUN --mount=type=bind,source=uv.lock,target=/workspace/uv.lock uv sync',
].join('\n');

function python(name: string, dev: readonly string[] = [], more = ''): string {
  return `[project]\nname = "${name}"\nversion = "1"\n[dependency-groups]\ndev = ${JSON.stringify(dev)}\n${more}[build-system]\nrequires = []\n`;
}

const FILES = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
  'uv.lock': '',
  'images/python/project.json': '{"name": "python"}',
  'images/python/Dockerfile': STACK,
  'services/shop/pyproject.toml': python('acme-shop', ['pytest', 'ruff']),
  'services/shop/tests/test_app.py': '',
};
const SHOP = 'services/shop';

/** The targets of the project, by name. */
function targets(more: Readonly<Record<string, string>> = {}, names: object = NAMES, root = SHOP) {
  return infer({ ...FILES, ...more }, false, names).projects[root].targets ?? {};
}

test('tests run in the stage dev, which is built before and decides whether they run again', () => {
  const { test: found } = targets();
  expect(found).toEqual({
    executor: 'nx-slipway:run-in-dev',
    options: { command: ['uv', 'run', '--package', 'acme-shop', 'pytest'] },
    cache: true,
    dependsOn: [{ projects: ['python'], target: 'build-image-dev' }],
    inputs: [
      'default',
      '^default',
      ...['', 'services/'].flatMap((folder) =>
        ['conftest.py', 'pyproject.toml', 'pytest.ini', 'setup.cfg', 'tox.ini'].map(
          (file) => `{workspaceRoot}/${folder}${file}`,
        ),
      ),
      { input: 'image-dev', projects: ['python'] },
      { externalDependencies: [] },
    ],
    metadata: {
      description: 'Run the tests in acme/python-dev',
      help: {
        command: 'nx run acme-shop:test --help',
        example: { options: { args: ['--exitfirst'] } },
      },
    },
  });
  expect(infer(FILES, false, NAMES).projects['images/python'].namedInputs).toHaveProperty(
    'image-dev',
  );
});

test('the linter is the one that is installed', () => {
  expect(targets().lint).toMatchObject({ options: { command: ['ruff', 'check'] } });
  const flake8 = { [`${SHOP}/pyproject.toml`]: python('shop', ['flake8']) };
  expect(targets(flake8).lint).toMatchObject({ options: { command: ['flake8'] } });
});

test('a group of the workspace counts for all, and one that is not installed by default for nobody', () => {
  const none = { [`${SHOP}/pyproject.toml`]: python('shop') };
  const root = `${FILES['pyproject.toml']}[dependency-groups]\ndev = [{ include-group = "test" }]\ntest = ["pytest"]\n`;
  expect(Object.keys(targets({ ...none, 'pyproject.toml': root }))).toEqual(['test', 'lock']);
  const settings = '[tool.uv]\ndefault-groups = []\n';
  const off = { [`${SHOP}/pyproject.toml`]: python('shop', ['pytest', 'ruff'], settings) };
  expect(Object.keys(targets(off))).toEqual(['lock']);
});

test('locking is the installer’s own, never cached and never twice at once', () => {
  expect(targets().lock).toMatchObject({
    executor: 'nx-slipway:lock',
    cache: false,
    parallelism: false,
    metadata: { description: 'Update uv.lock' },
  });
  const poetry = { [`${SHOP}/poetry.lock`]: '', 'uv.lock': '', 'pyproject.toml': '' };
  expect(targets(poetry).lock).toMatchObject({
    metadata: { description: 'Update services/shop/poetry.lock' },
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'an executor',
    { 'project.json': '{"targets": {"test": {"executor": "x:y"}}}' },
    ['lint', 'lock'],
  ],
  ['a command', { 'project.json': '{"targets": {"lint": {"command": "x"}}}' }, ['test', 'lock']],
  ['a script', { 'package.json': '{"name": "shop", "scripts": {"test": "x"}}' }, ['lint', 'lock']],
  [
    'options alone',
    { 'project.json': '{"targets": {"test": {"cache": false}}}' },
    ['test', 'lint', 'lock'],
  ],
])('a target to which a file of the project gives %s is the file’s', (_, files, expected) => {
  const own = Object.entries(files).map(([file, text]) => [`${SHOP}/${file}`, text]);
  expect(Object.keys(targets(Object.fromEntries(own)))).toEqual(expected);
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['whose lock no stage has', { [`${SHOP}/uv.lock`]: '', 'pyproject.toml': '' }, ['lock']],
  ['of pip', { [`${SHOP}/requirements.txt`]: 'six==1\n', 'uv.lock': '', 'pyproject.toml': '' }, []],
  [
    'on one of two stacks',
    { 'images/other/project.json': '{"name": "other"}', 'images/other/Dockerfile': STACK },
    ['lock'],
  ],
  [
    'whose image says which of two stacks',
    {
      'images/other/project.json': '{"name": "other"}',
      'images/other/Dockerfile': STACK,
      [`${SHOP}/Dockerfile`]: 'FROM acme/other-base AS base\nFROM base AS runtime\n',
    },
    ['test', 'lint', 'lock', 'build-image', 'push-image', 'run-image'],
  ],
])('a project %s has the targets %#', (_, files, expected) => {
  expect(Object.keys(targets(files))).toEqual(expected);
});

test('a project without files that pytest collects has no tests', () => {
  const { [`${SHOP}/tests/test_app.py`]: _, ...rest } = FILES;
  const { projects } = infer({ ...rest, [`${SHOP}/src/shop.py`]: '' }, false, NAMES);
  expect(Object.keys(projects[SHOP].targets)).toEqual(['lint', 'lock']);
});

test('without names there are none, and names are what they are called by', () => {
  expect(targets({}, {})).toEqual({});
  expect(Object.keys(targets({}, { testTargetName: 'pytest' }))).toEqual(['pytest']);
});
