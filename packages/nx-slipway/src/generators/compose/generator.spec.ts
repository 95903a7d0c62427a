import { readJson, readNxJson, type Tree } from '@nx/devkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { contentsOf, stackTree, textOf, writeTo } from '../../../test-support/generator-tree';
import jobGenerator from '../job/generator';
import serviceGenerator from '../service/generator';
import composeGenerator from './generator';

const FILE = 'compose.yaml';

/** A project with a group per role, and a library. */
const SHOP = {
  'services/shop/pyproject.toml': [
    '[project]',
    'name = "shop"',
    'version = "1"',
    'dependencies = ["alembic", "psycopg[binary]", "core"]',
    '[dependency-groups]',
    'http = ["fastapi", "uvicorn"]',
    'worker = ["dramatiq[redis]", "redis"]',
    '[build-system]',
    'requires = ["hatchling"]',
    '[tool.uv.sources]',
    'core = { workspace = true }',
    '',
  ].join('\n'),
  'services/shop/src/shop/__init__.py': '',
  'services/shop/src/shop/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'services/shop/src/shop/actors.py': 'import dramatiq\n',
  'libs/core/pyproject.toml':
    '[project]\nname = "core"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
  'libs/core/src/core/__init__.py': '',
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
};
const API = {
  'services/api/pyproject.toml':
    '[project]\nname = "api"\nversion = "1"\ndependencies = ["fastapi", "uvicorn"]\n[build-system]\nrequires = ["hatchling"]\n',
  'services/api/src/api/__init__.py': '',
  'services/api/src/api/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
};

let tree: Tree;
beforeEach(async () => {
  tree = await stackTree(SHOP);
  await serviceGenerator(tree, { name: 'shop', role: 'http', groups: ['http'] });
  await serviceGenerator(tree, {
    ...{ name: 'shop', role: 'dramatiq', image: 'worker', groups: ['worker'] },
    module: 'shop.actors',
  });
  await jobGenerator(tree, { project: 'shop', name: 'migrate', command: 'alembic upgrade head' });
  await jobGenerator(tree, {
    ...{ project: 'shop', name: 'mail', image: 'worker', continuous: true },
    command: 'dramatiq shop.actors --queues mail',
  });
});

/** Adds a second project with an image. */
async function addApi(): Promise<void> {
  writeTo(tree, API);
  await serviceGenerator(tree, { name: 'api', role: 'http' });
}

/** What a compose file says. */
function compose(file = FILE) {
  return parse(textOf(tree, file)) as {
    readonly services: Readonly<Record<string, Record<string, unknown>>>;
    readonly volumes?: object;
  };
}

function edit(...changes: readonly (readonly [string | RegExp, string])[]): string {
  const text = changes.reduce((all, [from, to]) => all.replace(from, to), textOf(tree, FILE));
  tree.write(FILE, text);
  return text;
}

describe('a new file', () => {
  test('has all images, their jobs and what they need', async () => {
    await composeGenerator(tree, {});
    await expect(textOf(tree, FILE)).toMatchFileSnapshot('__snapshots__/shop.compose.yaml');
    expect(readNxJson(tree)?.sync?.globalGenerators).toContain('nx-slipway:compose');
  });

  test('is the same after a second run, and in sync', async () => {
    await composeGenerator(tree, {});
    const first = contentsOf(tree);
    await composeGenerator(tree, {});
    expect(await composeGenerator(tree)).toBeUndefined();
    expect(contentsOf(tree)).toEqual(first);
  });

  test('has the chosen projects alone', async () => {
    await addApi();
    await composeGenerator(tree, { projects: ['api'], file: 'compose.dev.yaml' });
    expect(Object.keys(compose('compose.dev.yaml').services)).toEqual(['api']);
    expect(textOf(tree, 'compose.dev.yaml')).toContain(
      'docker compose --file compose.dev.yaml up --watch',
    );
    await composeGenerator(tree, { projects: ['*', '!shop'] });
    expect(tree.exists(FILE)).toBe(false);
    expect(Object.keys(compose('compose.dev.yaml').services)).toEqual(['api']);
  });

  test('publishes ports side by side', async () => {
    await addApi();
    await composeGenerator(tree, {});
    expect(compose().services).toMatchObject({
      api: { ports: ['127.0.0.1:8000:8000'] },
      shop: { ports: ['127.0.0.1:8001:8000'] },
    });
  });
});

describe('`nx sync`', () => {
  test('writes nothing where there is no such file', async () => {
    tree.write('compose.yaml', 'services:\n  own:\n    image: own\n');
    const before = contentsOf(tree);
    expect(await composeGenerator(tree)).toBeUndefined();
    expect(contentsOf(tree)).toEqual(before);
  });

  test('adds a service, and removes one whose image is gone', async () => {
    await composeGenerator(tree, {});
    await addApi();
    tree.delete('services/shop/worker.Dockerfile');
    expect(await composeGenerator(tree)).toMatchObject({ outOfSyncDetails: [FILE] });
    // PostgreSQL is needed still, and Redis by nobody.
    expect(Object.keys(compose().services)).toEqual(['shop', 'shop-migrate', 'postgres', 'api']);
    expect(compose().services.api).toMatchObject({ ports: ['127.0.0.1:8001:8000'] });
  });

  test('keeps what the user has added, changed and removed', async () => {
    await composeGenerator(tree, {});
    const edited = edit(
      [
        'services:\n',
        'services:\n  # Mails end here.\n  mailpit:\n    image: mailpit # pinned\n\n',
      ],
      ['127.0.0.1:8000:8000', '127.0.0.1:9000:8000'],
      [
        'DATABASE_URL: postgresql://',
        'LOG_LEVEL: debug\n      DATABASE_URL: postgresql+psycopg://',
      ],
      ['image: redis:8', 'image: valkey:9'],
      ['  shop-worker:', '  queue:'],
      [/ {4}depends_on:\n {6}redis: .*\n {6}postgres: .*\n/, ''],
    );
    expect(await composeGenerator(tree)).toBeUndefined();
    expect(textOf(tree, FILE)).toBe(edited);
    await addApi();
    await composeGenerator(tree);
    const after = textOf(tree, FILE);
    const added = after.split('\n').filter((line) => !edited.split('\n').includes(line));
    expect(edited.split('\n').filter((line) => !after.split('\n').includes(line))).toEqual([]);
    expect(added).toContain('  api:');
    expect(compose().services.api).toMatchObject({ ports: ['127.0.0.1:8000:8000'] });
  });

  test('follows the workspace where only it can know', async () => {
    await composeGenerator(tree, {});
    tree.write(
      'libs/more/pyproject.toml',
      SHOP['libs/core/pyproject.toml'].replace('core', 'more'),
    );
    tree.write('libs/more/src/more/__init__.py', '');
    const pyproject = SHOP['services/shop/pyproject.toml'];
    tree.write(
      'services/shop/pyproject.toml',
      pyproject.replace('"core"]', '"more", "pika"]').replace('core =', 'more ='),
    );
    tree.write(
      'services/shop/Dockerfile',
      textOf(tree, 'services/shop/Dockerfile').replace('EXPOSE 8000', 'EXPOSE 8080'),
    );
    await composeGenerator(tree);
    const { shop } = compose().services;
    expect(shop).toMatchObject({
      ports: ['127.0.0.1:8000:8080'],
      environment: { RABBITMQ_URL: 'amqp://guest:guest@rabbitmq:5672' },
      depends_on: {
        postgres: { condition: 'service_healthy' },
        rabbitmq: { condition: 'service_healthy' },
      },
      develop: { watch: [{ path: './services/shop/src/shop' }, { path: './libs/more/src/more' }] },
    });
    expect(JSON.stringify(shop?.volumes)).not.toContain('libs/core');
    expect(compose().services).toHaveProperty('rabbitmq');
  });

  test('leaves the file as it is where a file of the workspace cannot be read', async () => {
    await composeGenerator(tree, {});
    const before = textOf(tree, FILE);
    tree.write('services/shop/pyproject.toml', '[project\n');
    expect(await composeGenerator(tree)).toBeUndefined();
    expect(textOf(tree, FILE)).toBe(before);
    await expect(composeGenerator(tree, {})).rejects.toThrow(/^services\/shop\/pyproject\.toml:1/);
  });

  test('keeps line ends and a byte order mark', async () => {
    await composeGenerator(tree, {});
    tree.write(FILE, `\uFEFF${textOf(tree, FILE).replaceAll('\n', '\r\n')}`);
    await addApi();
    await composeGenerator(tree);
    const text = textOf(tree, FILE);
    expect(text).toMatch(/^\uFEFF# The images/);
    expect(text.split('\n').filter((line) => !/\r$/.test(line))).toEqual(['']);
  });
});

describe('refused, with nothing written', () => {
  test.each(['compose.yaml', 'docker-compose.yml'])('a %s of the user', async (file) => {
    tree.write(file, 'services: {}\n');
    const before = contentsOf(tree);
    await expect(composeGenerator(tree, {})).rejects.toThrow(
      `${file}: nx-slipway did not write this file, and has not changed it\n  Choose another file: nx g nx-slipway:compose --file=compose.dev.yaml`,
    );
    expect(contentsOf(tree)).toEqual(before);
    await composeGenerator(tree, { file: 'compose.dev.yaml' });
    expect(textOf(tree, file)).toBe('services: {}\n');
  });

  test.each([
    [{ projects: ['shp'] }, /no project shp has an image to run\n {2}Did you mean shop\?/],
    [{ file: 'deploy/compose.yaml' }, /name of a file in the workspace root/],
    [{ file: 'compose' }, /name of a file in the workspace root/],
  ])('%j', async (options, message) => {
    await expect(composeGenerator(tree, options)).rejects.toThrow(message);
    expect(tree.exists(FILE)).toBe(false);
  });

  test('a file of ours that is no YAML any more', async () => {
    await composeGenerator(tree, {});
    edit(['services:\n', 'services: [\n']);
    await expect(composeGenerator(tree, {})).rejects.toThrow(
      /^compose\.yaml:\d+: the file cannot be read: .*\n {2}Correct it/,
    );
  });

  test('a workspace without images', async () => {
    const empty = await stackTree();
    await expect(composeGenerator(empty, {})).rejects.toThrow(/no project of the workspace has/);
    expect(empty.exists(FILE)).toBe(false);
    expect(readJson(empty, 'nx.json').sync).toBeUndefined();
  });
});
