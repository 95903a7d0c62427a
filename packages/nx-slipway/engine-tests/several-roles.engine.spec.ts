import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { contentsOf, treeWith } from '../test-support/generator-tree';
import {
  call,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { type Files, libraryFiles, rootFiles } from '../test-support/workspace-files';

const MARK = randomBytes(3).toString('hex');
const NAMESPACE = `slipway-roles-${MARK}`;
/** No engine has installed the lock of this name. */
const NAME = `shop-${MARK}`;
const FOLDER = `services/${NAME}`;

/** One code base with an application, a worker and a script, the first two with a group each. */
const SHOP: Files = {
  ...rootFiles(),
  'nx.json': JSON.stringify({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
  }),
  ...libraryFiles({ name: 'prices', code: 'PRICE = 42\n' }),
  ...libraryFiles({ name: 'receipts', code: 'TITLE = "receipt"\n' }),
  [`${FOLDER}/pyproject.toml`]: [
    '[project]',
    `name = "${NAME}"`,
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    'dependencies = ["prices", "six"]',
    '[project.scripts]',
    'price = "shop:price"',
    '[dependency-groups]',
    'http = ["uvicorn", "receipts"]',
    'worker = ["dramatiq[redis]"]',
    '[tool.uv.sources]',
    'prices = { workspace = true }',
    'receipts = { workspace = true }',
    '[build-system]',
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
    '[tool.hatch.build.targets.wheel]',
    'packages = ["src/shop"]',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/__init__.py`]:
    'import prices\n\n\ndef price() -> None:\n    print(prices.PRICE)\n',
  [`${FOLDER}/src/shop/app.py`]: 'async def app(scope, receive, send): ...\n',
  [`${FOLDER}/src/shop/actors.py`]: 'import dramatiq\n\n\n@dramatiq.actor\ndef sell(): ...\n',
};

function image(name: string): string {
  return `${NAMESPACE}/${NAME}${name}`;
}
const IMAGES = [image(''), image('-dramatiq'), image('-price')];

let workspace: RealWorkspace;

beforeAll(async () => {
  const tree = treeWith(SHOP);
  await stackGenerator(tree, { name: 'python' });
  const shop = { name: NAME };
  const app = { module: 'shop.app:app', server: 'uvicorn' as const };
  await serviceGenerator(tree, { ...shop, role: 'http', groups: ['http'], ...app });
  await serviceGenerator(tree, { ...shop, role: 'dramatiq', groups: ['worker'] });
  await serviceGenerator(tree, { ...shop, role: 'command', image: 'price' });
  workspace = await makeWorkspace(NAMESPACE, contentsOf(tree));
});

afterAll(() => workspace?.dispose());

function packages(reference: string) {
  return call('docker', [
    ...['run', '--rm', reference, 'python', '-c'],
    'import importlib.metadata as m; print(*sorted(d.name for d in m.distributions()))',
  ]);
}

test('all images of a project come from one bake, each with a row and a selection of its own', async () => {
  const { failed, invocations, printed } = await workspace.build(['python', NAME]);
  expect(failed).toEqual({});
  expect(invocations).toBe(1);
  for (const reference of IMAGES) {
    expect(printed).toMatch(new RegExp(`^${NAME}\\S* +${reference} .*\\d+ / \\d+`, 'm'));
  }
  expect(await packages(image(''))).toBe(`click h11 prices receipts ${NAME} six uvicorn`);
  expect(await packages(image('-dramatiq'))).toBe(`dramatiq prices redis ${NAME} six`);
  expect(await packages(image('-price'))).toBe(`prices ${NAME} six`);
  expect(await call('docker', ['run', '--rm', image('-price')])).toBe('42');
});

test('they have the layers of their libraries and of the application in common', async () => {
  const layers = [...(await inspectImages(IMAGES)).values()].map((each) => each.layers);
  const [http = [], dramatiq = [], price = []] = layers;
  const [base] = (await inspectImages([`${NAMESPACE}/python-base`])).values();
  const own = (all: readonly string[]) => all.slice(base?.layers.length);
  const shared = own(http).filter((layer) => dramatiq.includes(layer) && price.includes(layer));
  // The library prices, the empty tree of the stage `libraries`, the application.
  expect(shared).toHaveLength(3);
  // And the library receipts in one of them; the packages in /venv are each image's own.
  expect(own(http)).toHaveLength(5);
  expect(own(dramatiq)).toHaveLength(4);
});

test('a change of the code is built once for all of them', async () => {
  const file = `${FOLDER}/src/shop/__init__.py`;
  workspace.write({ [file]: `${workspace.read(file)}# changed ${MARK}\n` });
  const { failed, runs } = await workspace.build(['python', NAME]);
  expect(failed).toEqual({});
  expect(runs).toEqual([`RUN --network=none install-projects ${FOLDER}/pyproject.toml`]);
});

test('a new package of one role is installed for that role alone', async () => {
  const file = `${FOLDER}/pyproject.toml`;
  const before = await inspectImages(IMAGES);
  workspace.write({
    [file]: workspace.read(file).replace('"dramatiq[redis]"', '"dramatiq[redis]", "idna"'),
  });
  await workspace.lock();
  const { failed, runs } = await workspace.build(['python', NAME]);
  expect(failed).toEqual({});
  // The pyproject is built in, and what comes of it is the same.
  expect(runs).toHaveLength(2);
  expect(runs.filter((run) => run.includes('uv sync'))).toEqual([
    expect.stringContaining(`--package ${NAME} --group worker`),
  ]);
  const after = await inspectImages(IMAGES);
  const changed = (reference: string) =>
    after.get(reference)?.layers.filter((layer) => !before.get(reference)?.layers.includes(layer))
      .length;
  expect(IMAGES.map(changed)).toEqual([0, 1, 0]);
});

test('one image is built by its name, and no other', async () => {
  const file = `${FOLDER}/src/shop/__init__.py`;
  workspace.write({ [file]: `${workspace.read(file)}# once more ${MARK}\n` });
  const before = await inspectImages(IMAGES);
  const { failed, printed } = await workspace.build([NAME], { image: 'dramatiq' });
  expect(failed).toEqual({});
  expect(printed).toContain('1 built');
  const after = await inspectImages(IMAGES);
  const isSame = (reference: string) => after.get(reference)?.id === before.get(reference)?.id;
  expect(IMAGES.map(isSame)).toEqual([true, false, true]);
});

test('the task fails where one image fails, and says which; the others are built', async () => {
  const file = `${FOLDER}/dramatiq.Dockerfile`;
  const text = workspace.read(file);
  workspace.write({ [file]: `${text}RUN ["false"]\n` });
  const { failed, printed } = await workspace.build(['python', NAME]);
  workspace.write({ [file]: text });
  expect(Object.keys(failed)).toEqual([NAME]);
  const line = text.split('\n').length;
  expect(failed[NAME]).toContain(`${file}:${line}: ${NAME}-dramatiq failed at: RUN ["false"]`);
  expect(failed[NAME]).toMatch(new RegExp(`^${NAME} sha256:`, 'm'));
  expect(failed[NAME]).toMatch(new RegExp(`^${NAME}-price sha256:`, 'm'));
  expect(printed).toMatch(new RegExp(`^${NAME}-dramatiq .* failed `, 'm'));
});
