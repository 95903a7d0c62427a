import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { type Files, libraryFiles, rootFiles } from '../test-support/workspace-files';

const MARK = randomBytes(3).toString('hex');
const NAMESPACE = `slipway-poetry-${MARK}`;
const INSTALL = 'RUN --network=none install-projects services/shop/pyproject.toml';
const index = process.env.UV_DEFAULT_INDEX;

const SHOP: Files = {
  ...rootFiles('', 'poetry'),
  'nx.json': JSON.stringify({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
  }),
  ...libraryFiles({ name: 'prices', packages: ['six'], code: 'PRICE = 42\n', installer: 'poetry' }),
  ...libraryFiles({ name: 'receipts', libraries: ['prices'], installer: 'poetry' }),
  'services/shop/pyproject.toml': [
    '[tool.poetry]',
    'name = "shop"',
    'version = "0.1.0"',
    '[tool.poetry.dependencies]',
    'python = ">=3.11"',
    'prices = { path = "../../libs/prices", develop = true }',
    'toolz = { version = "*", optional = true }',
    '[tool.poetry.extras]',
    'fast = ["toolz"]',
    '[tool.poetry.group.http]',
    'optional = true',
    '[tool.poetry.group.http.dependencies]',
    'h11 = "*"',
    'receipts = { path = "../../libs/receipts" }',
    '[tool.poetry.group.dev.dependencies]',
    'iniconfig = "<2.1"',
    '[tool.poetry.scripts]',
    'price = "shop:price"',
    ...(index ? ['[[tool.poetry.source]]', 'name = "tests"', `url = "${index}"`] : []),
    '[build-system]',
    'requires = ["poetry-core>=2.0"]',
    'build-backend = "poetry.core.masonry.api"',
    '',
  ].join('\n'),
  'services/shop/src/shop/__init__.py': `import prices\n\n\ndef price():  # ${MARK}\n    print(prices.PRICE)\n`,
};

let workspace: RealWorkspace;

beforeAll(async () => {
  const tree = treeWith(SHOP);
  await stackGenerator(tree, { name: 'python' });
  await serviceGenerator(tree, { name: 'shop', role: 'command', groups: ['http'] });
  workspace = await makeWorkspace(NAMESPACE, contentsOf(tree), 'poetry');
  expect((await workspace.build(['python', 'shop'])).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

function python(script: string) {
  return call('docker', ['run', '--rm', `${NAMESPACE}/shop`, 'python', '-c', script]);
}

function packages() {
  return python(
    'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))',
  );
}

test('an image has the packages of its groups, and none of others or of extras', async () => {
  expect(await packages()).toBe('h11 prices receipts shop six');
  expect(await call('docker', ['run', '--rm', '--read-only', `${NAMESPACE}/shop`])).toBe('42');
});

test('path dependencies are layers of their own, whatever `develop` says, and compiled', async () => {
  expect(await python('import prices, six; print(prices.__file__, six.__cached__)')).toMatch(
    /^\/app\/prices\/__init__.py \/venv\/lib\/python3.13\/site-packages\/__pycache__\/six/,
  );
  expect(await python('import os; print(os.path.exists(__import__("six").__cached__))')).toBe(
    'True',
  );
});

test('a change of development dependencies installs no dependency again', async () => {
  const file = 'services/shop/pyproject.toml';
  workspace.write({ [file]: workspace.read(file).replace('"<2.1"', '"*"') });
  await workspace.lock();
  const { failed, runs } = await workspace.build(['python', 'shop']);
  expect(failed).toEqual({});
  // The pyproject is part of the project that becomes a wheel.
  expect(runs).toEqual([INSTALL]);
});

test('an extra is installed once the Dockerfile names it', async () => {
  const file = 'services/shop/Dockerfile';
  const text = workspace.read(file);
  workspace.write({ [file]: text.replace('--only main,http', '--only main --extras fast') });
  const { failed } = await workspace.build(['python', 'shop']);
  workspace.write({ [file]: text });
  expect(failed).toEqual({});
  expect(await packages()).toBe('prices shop six toolz');
});

test('what cannot become an image fails before the engine is called', async () => {
  const file = 'services/shop/pyproject.toml';
  const text = workspace.read(file);
  workspace.write({ [file]: text.replace('[tool.poetry]\n', '$&package-mode = false\n') });
  const mode = await workspace.build(['shop']);
  workspace.write({ [file]: text.replace('python = ">=3.11"', '$&\nidna = "*"') });
  const stale = await workspace.build(['shop']);
  workspace.write({ [file]: text });
  expect(mode.failed.shop).toContain(
    `${file}:2:1: \`package-mode = false\`: shop has no package to install into an image`,
  );
  expect(stale.failed.shop).toContain('it lacks `idna (*)`\n');
  expect(stale.failed.shop).toContain('Run `poetry lock --directory services/shop`.');
  expect(mode.invocations + stale.invocations).toBe(0);
});
