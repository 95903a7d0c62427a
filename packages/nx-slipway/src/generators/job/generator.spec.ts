import { logger, readJson, type Tree } from '@nx/devkit';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import jobGenerator from './generator';
import type { JobSchema } from './schema';

/** A service with a group per role; its libraries are declared and not locked yet. */
const SHOP = {
  'services/shop/pyproject.toml': [
    '[project]',
    'name = "shop"',
    'version = "1"',
    'scripts = { shop-seed = "shop.seed:main" }',
    'dependencies = ["alembic"]',
    '[dependency-groups]',
    'http = ["fastapi", "uvicorn"]',
    'worker = ["dramatiq[redis]"]',
    '[build-system]',
    'requires = ["hatchling"]',
    '',
  ].join('\n'),
  'services/shop/src/shop/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  'services/shop/scripts/seed.py': '',
  'libs/bare/pyproject.toml': '[project]\nname = "bare"\nversion = "1"\n',
};
const MIGRATE = { project: 'shop', name: 'migrate', command: 'alembic upgrade head' };
const MANIFEST = 'services/shop/project.json';

let tree: Tree;
beforeEach(async () => {
  tree = await stackTree(SHOP);
  await serviceGenerator(tree, { name: 'shop', role: 'http', groups: ['http'] });
});

/** The targets that project.json has. */
function targets() {
  return readJson(tree, MANIFEST).targets;
}

test('a job is a target that runs a command of the image, in a project.json that changes nothing else', async () => {
  await jobGenerator(tree, MIGRATE);
  expect(readJson(tree, MANIFEST)).toEqual({
    $schema: '../../node_modules/nx/schemas/project-schema.json',
    name: 'shop',
    projectType: 'application',
    targets: {
      migrate: {
        executor: 'nx-slipway:run-image',
        dependsOn: ['build-image'],
        options: { command: ['alembic', 'upgrade', 'head'] },
      },
    },
  });
});

test('run again there is no difference, and more jobs come beside it', async () => {
  await jobGenerator(tree, MIGRATE);
  const first = contentsOf(tree);
  await jobGenerator(tree, { ...MIGRATE, project: 'services/shop' });
  expect(contentsOf(tree)).toEqual(first);
  await jobGenerator(tree, { project: 'shop', name: 'seed', command: 'shop-seed --all' });
  expect(Object.keys(targets())).toEqual(['migrate', 'seed']);
});

test('a command may run in one of several images, and until it is stopped', async () => {
  await serviceGenerator(tree, {
    ...{ name: 'shop', role: 'dramatiq', groups: ['worker'], module: 'shop.actors' },
    image: 'worker',
  });
  const command = 'dramatiq shop.actors --queues mail';
  const job = { project: 'shop', name: 'mail-worker', command, continuous: true };
  await jobGenerator(tree, { ...job, image: 'worker' });
  expect(targets()['mail-worker']).toEqual({
    executor: 'nx-slipway:run-image',
    continuous: true,
    dependsOn: ['build-image-worker'],
    options: { image: 'worker', command: command.split(' ') },
  });
  // The image without a name installs no dramatiq.
  await expect(jobGenerator(tree, { ...job, name: 'other' })).rejects.toThrow(
    /dramatiq is not a console script of this project, and its image installs no package/,
  );
});

test('every byte of a project.json that is there stays', async () => {
  const before =
    '{\r\n    // ours\r\n    "targets": { "test": {"executor":"nx:run-commands"} },\r\n    "name":"shop"\r\n}\r\n';
  tree.write(MANIFEST, before);
  await jobGenerator(tree, MIGRATE);
  const after = textOf(tree, MANIFEST);
  const added = /,\r\n {8}"migrate": \{[\s\S]*?\r\n {8}\}\r\n {4}/.exec(after)?.[0] ?? '';
  expect(added.replaceAll('\r\n', '')).not.toContain('\n');
  expect(after.replace(added, ' ')).toBe(before);
});

test('what somebody has added to the target is kept; another command needs --force', async () => {
  await jobGenerator(tree, MIGRATE);
  const edited = { ...targets().migrate };
  edited.options = { ...edited.options, envFile: '.env' };
  tree.write(MANIFEST, JSON.stringify({ name: 'shop', targets: { migrate: edited } }));
  await jobGenerator(tree, MIGRATE);
  expect(targets().migrate).toEqual(edited);
  const other = { ...MIGRATE, command: 'alembic upgrade +1' };
  await expect(jobGenerator(tree, other)).rejects.toThrow(
    /^services\/shop\/project\.json:1: this project has another target migrate/,
  );
  await jobGenerator(tree, { ...other, force: true });
  expect(targets().migrate.options).toEqual({ command: ['alembic', 'upgrade', '+1'] });
});

test('a target as it was generated is given another command, and the change is shown', async () => {
  const info = vi.spyOn(logger, 'info').mockImplementation(() => {});
  onTestFinished(() => info.mockRestore());
  await jobGenerator(tree, MIGRATE);
  await (await jobGenerator(tree, { ...MIGRATE, command: 'alembic upgrade +1' }))();
  expect(targets().migrate.options).toEqual({ command: ['alembic', 'upgrade', '+1'] });
  await (await jobGenerator(tree, { ...MIGRATE, command: 'alembic upgrade +1' }))();
  const [changes, ...rest] = info.mock.calls.flat();
  expect(changes).toMatch(
    /^Changes of services\/shop\/project\.json:\n[\s\S]*- .*head[\s\S]*\+ .*\+1/,
  );
  expect(rest).toEqual([
    'Run it: nx run shop:migrate',
    'Nothing to change: services/shop/project.json has what these options make.',
    'Run it: nx run shop:migrate',
  ]);
});

test.each<[Partial<JobSchema>, RegExp]>([
  [{ project: 'shops' }, /Python project shops not found\n {2}Did you mean shop\?/],
  [{ project: 'python' }, /Python project python not found\n/],
  [{ project: 'bare' }, /the project bare \(libs\/bare\) has no Dockerfile/],
  [{ image: 'wroker' }, /the project shop has no image named wroker/],
  [{ name: 'a b' }, /invalid value "a b" for --name/],
  [{ name: 'build-image' }, /nx-slipway itself gives the project a target build-image/],
  [{ command: 'flask db upgrade' }, /flask is not a console script.*\n.*Use one of shop-seed,/],
  [{ command: 'alembic upgrade "$TO"' }, /no shell reads the command/],
  [{ command: 'python -m scripts.seed' }, /services\/shop\/scripts\/seed\.py: the image installs/],
])('%j is refused in prose, and nothing is written', async (options, message) => {
  const before = contentsOf(tree);
  await expect(jobGenerator(tree, { ...MIGRATE, ...options })).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});

test('an image that takes sources as they are has their modules', async () => {
  const sources = ['src/', 'scripts/'];
  await serviceGenerator(tree, { name: 'shop', role: 'http', groups: ['http'], sources });
  await jobGenerator(tree, { ...MIGRATE, command: 'python -m scripts.seed' });
  expect(targets().migrate.options.command).toEqual(['python', '-m', 'scripts.seed']);
});

test('a script of package.json with that name is left alone', async () => {
  tree.write('services/shop/package.json', '{ "name": "shop", "scripts": { "migrate": "x" } }');
  await expect(jobGenerator(tree, MIGRATE)).rejects.toThrow(
    /^services\/shop\/package\.json:1: this project has another target migrate/,
  );
});

test('of images that all have a name one has to be named', async () => {
  tree.delete('services/shop/Dockerfile');
  await serviceGenerator(tree, { name: 'shop', role: 'http', groups: ['http'], image: 'web' });
  await serviceGenerator(tree, { name: 'shop', command: 'shop-seed', image: 'tool' });
  await expect(jobGenerator(tree, MIGRATE)).rejects.toThrow(/--image=tool/);
});
