// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of roles
import type { Tree } from '@nx/devkit';
import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';

const DOCKERFILE = 'services/shop/Dockerfile';

/** A project with an application of Celery, and a role of the workspace. */
const SHOP = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
  'services/shop/pyproject.toml': [
    '[project]',
    'name = "shop"',
    'version = "1"',
    'dependencies = ["celery[redis]", "flower", "rq", "alembic", "arq", "huey", "taskiq", "django"]',
    '[build-system]',
    'requires = ["hatchling"]',
    '',
  ].join('\n'),
  'services/shop/src/shop/__init__.py': '',
  'services/shop/src/shop/tasks.py': 'from celery import Celery\n\nqueue = Celery("shop")\n',
  'services/shop/src/shop/plan.py': 'plan = Plan()\n',
  'services/shop/src/shop/background.py': [
    'class WorkerSettings:',
    '    functions = []',
    'huey = RedisHuey("shop")',
    'broker = ListQueueBroker(URL).with_result_backend(',
    ')',
    'clock = TaskiqScheduler(broker, [])',
    '',
  ].join('\n'),
  'services/shop/manage.py': '',
  'services/shop/alembic.ini': '[alembic]\nscript_location = migrations\n',
  'services/shop/migrations/env.py': '',
};

const SCHEDULER = {
  description: 'runs the plan',
  kind: 'worker',
  module: {
    ...{ what: 'plan', hint: 'one such as `plan = Plan()`', example: 'plan:plan' },
    patterns: ['^(?<name>\\w+) = Plan\\('],
  },
  command: ['scheduler', '--plan=${module}', '--workers=${processes}'],
  environment: { TZ: 'UTC' },
  options: { processes: 1 },
  stopSignal: 'SIGINT',
};

async function shop(own: object = SCHEDULER): Promise<Tree> {
  const tree = await stackTree({ ...SHOP, 'tools/roles/scheduler.json': JSON.stringify(own) });
  tree.write(
    'nx.json',
    JSON.stringify({ plugins: [{ plugin: 'nx-slipway', options: { roles: 'tools/roles' } }] }),
  );
  return tree;
}

test.each<[string, object, RegExp]>([
  [
    'celery',
    { queues: ['mail'] },
    /"--app=shop\.tasks:queue", "worker", [\s\S]*"--queues=mail"\]\n$/,
  ],
  ['celery-beat', {}, /"beat", [\s\S]*"--schedule=\/tmp\/celerybeat-schedule"\]\n$/],
  [
    'flower',
    { port: 80 },
    /ENV PORT=80\nEXPOSE 80\nHEALTHCHECK [\s\S]*exec celery .* flower --port=/,
  ],
  ['rq', { queues: ['a', 'b'] }, /HEALTHCHECK NONE\nCMD \["rq", "worker", "a", "b"\]\n$/],
  ['arq', {}, /HEALTHCHECK NONE\nCMD \["arq", "shop\.background\.WorkerSettings"\]\n$/],
  [
    'huey',
    { threads: 2 },
    /STOPSIGNAL SIGINT\nHEALTHCHECK NONE\nCMD \["huey_consumer", "shop\.background\.huey", "--workers=2"\]\n$/,
  ],
  [
    'taskiq',
    { processes: 3 },
    /CMD \["taskiq", "worker", "shop\.background:broker", "--workers=3"\]\n$/,
  ],
  [
    'taskiq-scheduler',
    {},
    /SIGINT\n.*\nCMD \["taskiq", "scheduler", "shop\.background:clock"\]\n$/,
  ],
  [
    'django-migrate',
    { files: ['manage.py'] },
    /CMD \["python", "manage\.py", "migrate", "--no-input"\]\n$/,
  ],
  ['alembic', { files: ['alembic.ini', 'migrations'] }, /CMD \["alembic", "upgrade", "head"\]\n$/],
  [
    'scheduler',
    { processes: 2 },
    /ENV TZ=UTC\nSTOPSIGNAL SIGINT\nHEALTHCHECK NONE\nCMD \["scheduler", "--plan=shop\.plan:plan", "--workers=2"\]\n$/,
  ],
])('the image of a role %s is the same when it is written again', async (role, options, text) => {
  const tree = await shop();
  await serviceGenerator(tree, { name: 'shop', role, ...options });
  const written = contentsOf(tree);
  expect(written[DOCKERFILE]).toMatch(text);
  await serviceGenerator(tree, { name: 'shop' });
  await serviceGenerator(tree, { name: 'shop', role, force: true });
  expect(contentsOf(tree)).toEqual(written);
});

test.each(['shop.tasks.Settings', 'shop.tasks:Settings'])(
  'a command that takes an attribute behind a dot is written so for --module=%s',
  async (module) => {
    const tree = await shop();
    await serviceGenerator(tree, { name: 'shop', role: 'arq', module });
    expect(textOf(tree, DOCKERFILE)).toContain('\nCMD ["arq", "shop.tasks.Settings"]\n');
  },
);

test('a further role has a Dockerfile of its name', async () => {
  const tree = await shop();
  await serviceGenerator(tree, { name: 'shop', role: 'celery' });
  await serviceGenerator(tree, { name: 'shop', role: 'celery-beat' });
  await serviceGenerator(tree, { name: 'shop', role: 'scheduler' });
  const names = tree.children('services/shop').filter((name) => name.endsWith('Dockerfile'));
  expect(names.sort()).toEqual(['Dockerfile', 'celery-beat.Dockerfile', 'scheduler.Dockerfile']);
});

test('an option changes its words alone, and a command that was edited keeps its role', async () => {
  const tree = await shop();
  await serviceGenerator(tree, { name: 'shop', role: 'celery' });
  const text = textOf(tree, DOCKERFILE);
  tree.write(DOCKERFILE, text.replace('"--loglevel=INFO"', '"--loglevel=DEBUG"'));
  await serviceGenerator(tree, { name: 'shop', env: ['A=1'] });
  expect(textOf(tree, DOCKERFILE)).toBe(
    text
      .replace('"--loglevel=INFO"', '"--loglevel=DEBUG"')
      .replace('USER 10001:10001\n', 'USER 10001:10001\nENV A=1\n'),
  );
});

test('a variable that the user sets is not set by the role', async () => {
  const tree = await shop();
  await serviceGenerator(tree, { name: 'shop', role: 'scheduler', env: ['TZ=CET'] });
  const text = textOf(tree, DOCKERFILE);
  expect(text).toContain('\nENV TZ=CET\n');
  expect(text).not.toContain('TZ=UTC');
  await serviceGenerator(tree, { name: 'shop', role: 'scheduler', force: true });
  expect(textOf(tree, DOCKERFILE)).toBe(text);
});

test.each<[object, RegExp]>([
  [{ role: 'celry' }, /unknown role celry\n.*Did you mean celery\? Write one of http, .*scheduler/],
  [
    { role: 'rq', threads: 2 },
    /--threads is not supported for role rq\n.*role http, dramatiq, huey and dash/,
  ],
  [{ role: 'rq', module: 'shop.tasks' }, /--module is not supported for role rq/],
  [{ role: 'celery', module: 'shop.taks:queue' }, /Did you mean shop\.tasks:queue/],
  [
    { role: 'alembic' },
    /the role alembic reads alembic\.ini, which the image does not hold\n.*--files=alembic\.ini,/,
  ],
  [
    { role: 'arq', module: 'shop.backgroud.WorkerSettings' },
    /Did you mean shop\.background:WorkerSettings/,
  ],
  [{ role: 'django-migrate' }, /the role django-migrate reads manage\.py.*\n.*--files=manage\.py/],
  [{ role: 'dramatiq' }, /no module with actors was found/],
  [
    { name: 'other', role: 'celery' },
    /project other not found, and the role celery has no template/,
  ],
])('%j is refused in prose, and nothing is written', async (options, message) => {
  const tree = await shop();
  const before = contentsOf(tree);
  await expect(serviceGenerator(tree, { name: 'shop', ...options })).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});

test('a role of the workspace that is broken is refused with its place', async () => {
  const tree = await shop({ ...SCHEDULER, command: ['scheduler', '${plan}'] });
  await expect(serviceGenerator(tree, { name: 'shop', role: 'celery' })).rejects.toThrow(
    /^tools\/roles\/scheduler\.json:1:\d+: the role has the unknown placeholder \$\{plan\}/,
  );
});
