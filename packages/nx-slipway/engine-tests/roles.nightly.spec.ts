import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInRoles } from '../src/images/roles/definition/built-in-roles';
import { call } from '../test-support/real-workspace';
import { migrationFiles } from './migration-files';
import { type RunningRoles, runRoles } from './roles';

/** A task that is still running when its worker is told to stop. */
const greet = (decorator: string, parameters: string, sleep: string, def = 'def'): string[] => [
  decorator,
  `${def} greet(${parameters}):`,
  '    print(f"Hello, {name}!", flush=True)',
  `    ${sleep}`,
  '    print(f"Goodbye, {name}!", flush=True)',
  '',
];

const FILES: Readonly<Record<string, readonly string[]>> = {
  'src/shop/__init__.py': [''],
  'src/shop/celery_app.py': [
    'import os, time',
    'from celery import Celery',
    'app = Celery("shop", broker=os.environ["REDIS_URL"])',
    ...greet('@app.task', 'name', 'time.sleep(3)'),
  ],
  'src/shop/jobs.py': ['import time', ...greet('', 'name', 'time.sleep(3)')],
  'src/shop/queue.py': [
    'import os, time',
    'from huey import RedisHuey',
    'huey = RedisHuey("shop", url=os.environ["REDIS_URL"])',
    ...greet('@huey.task()', 'name', 'time.sleep(3)'),
  ],
  'src/shop/tkq.py': [
    'import asyncio, os',
    'from taskiq import TaskiqScheduler',
    'from taskiq.schedule_sources import LabelScheduleSource',
    'from taskiq_redis import RedisStreamBroker',
    'broker = RedisStreamBroker(os.environ["REDIS_URL"])',
    'scheduler = TaskiqScheduler(broker, [LabelScheduleSource(broker)])',
    ...greet(
      '@broker.task(schedule=[{"interval": 2, "args": ["scheduler"]}])',
      'name: str',
      'await asyncio.sleep(3)',
      'async def',
    ),
    'async def send():',
    '    await broker.startup()',
    '    await greet.kiq("Grace")',
    '    await broker.shutdown()',
    '',
  ],
};

const ARQ = [
  'import asyncio, os',
  'from arq import create_pool',
  'from arq.connections import RedisSettings',
  ...greet('', 'ctx, name', 'await asyncio.sleep(3)', 'async def'),
  'class WorkerSettings:',
  '    functions = [greet]',
  '    redis_settings = RedisSettings.from_dsn(os.environ["REDIS_URL"])',
  '',
  'async def send():',
  '    pool = await create_pool(WorkerSettings.redis_settings)',
  '    await pool.enqueue_job("greet", "Grace")',
  '',
].join('\n');

let shop: RunningRoles;
let mailer: RunningRoles;

beforeAll(async () => {
  shop = await runRoles({
    dependencies: [
      ...['celery[redis]', 'flower', 'rq', 'huey[redis]', 'taskiq', 'taskiq-redis'],
      ...['alembic', 'django', 'psycopg[binary]'],
    ],
    files: {
      ...Object.fromEntries(Object.entries(FILES).map(([file, lines]) => [file, lines.join('\n')])),
      ...migrationFiles,
    },
    roles: [
      ...['celery', 'flower', 'rq', 'huey', 'taskiq', 'taskiq-scheduler'].map((role) => ({ role })),
      { role: 'alembic', files: ['alembic.ini', 'migrations'] },
      { role: 'django-migrate', files: ['manage.py'] },
    ],
  });
  // Its newest release wants an older client of Redis than the others.
  mailer = await runRoles({
    dependencies: ['arq>=0.28'],
    files: { 'src/shop/__init__.py': '', 'src/shop/worker.py': ARQ },
    roles: [{ role: 'arq' }],
  });
});

afterAll(async () => {
  await shop?.dispose();
  await mailer?.dispose();
});

const ENQUEUE =
  'import os; from redis import Redis; from rq import Queue; Queue(connection=Redis.from_url(os.environ["REDIS_URL"])).enqueue("shop.jobs.greet", "Grace")';

test.each([
  ['celery', ' ready.', 'from shop.celery_app import greet; greet.delay("Grace")'],
  ['rq', 'Listening on default', ENQUEUE],
  ['huey', 'Huey consumer started', 'from shop.queue import greet; greet("Grace")'],
  ['taskiq', 'Listening started', 'import asyncio; from shop.tkq import send; asyncio.run(send())'],
])('%s works off a message, and ends it before it stops', async (role, ready, send) => {
  await shop.start(role);
  await shop.untilPrints(role, ready);
  await shop.python(role, send);
  await shop.untilPrints(role, 'Hello, Grace!');
  expect(await shop.stop(role, builtInRoles.get(role)?.gracePeriod)).toBe('0');
  await shop.untilPrints(role, 'Goodbye, Grace!', 1);
});

test('arq works off a message, and puts it back when it stops', async () => {
  await mailer.start('arq');
  await mailer.untilPrints('arq', 'Starting worker');
  await mailer.python('arq', 'import asyncio; from shop.worker import send; asyncio.run(send())');
  await mailer.untilPrints('arq', 'Hello, Grace!');
  expect(await mailer.stop('arq')).toBe('0');
  await mailer.untilPrints('arq', 'will be run again', 1);
});

test('the scheduler of taskiq sends what is due, and stops by itself', async () => {
  await shop.start('taskiq-scheduler');
  await shop.untilPrints('taskiq-scheduler', 'Sending task shop.tkq:greet');
  expect(await shop.stop('taskiq-scheduler')).toBe('0');
});

test('flower answers on PORT, is healthy, and stops by itself', async () => {
  await shop.start('flower', ['--env=PORT=8080']);
  const health = ['inspect', '--format={{.State.Health.Status}}', `${shop.namespace}-flower`];
  await expect.poll(() => call('docker', health), { timeout: 60_000 }).toBe('healthy');
  const page = 'import urllib.request as r; print(r.urlopen("http://127.0.0.1:8080/").read())';
  expect(await shop.python('flower', page)).toContain('Flower');
  expect(await shop.stop('flower')).toBe('0');
});

test('migrations of Alembic and of Django change a database of Postgres, and end', async () => {
  const support = join(__dirname, '../test-support');
  await shop.startOther('postgres', join(support, 'postgres.Dockerfile'), support);
  await shop.untilPrints('postgres', 'ready to accept connections');
  for (const role of ['alembic', 'django-migrate']) {
    await shop.start(role);
    expect(await shop.wait(role)).toBe('0');
  }
  const query = 'SELECT table_name FROM information_schema.tables ORDER BY 1';
  const psql = ['psql', '--host=postgres', '--username=shop', '--dbname=postgres', '-Atc', query];
  const tables = await call('docker', ['exec', `${shop.namespace}-postgres`, ...psql]);
  expect(tables.split('\n')).toEqual(
    expect.arrayContaining(['greetings', 'alembic_version', 'auth_user', 'django_migrations']),
  );
});

test('BuildKit has no complaint about the Dockerfiles', async () => {
  for (const { root } of [shop, mailer]) {
    const names = readdirSync(join(root, 'services/shop'));
    const files = names.filter((name) => name.endsWith('Dockerfile'));
    expect(files.length).toBe(root === shop.root ? 8 : 1);
    for (const file of files) {
      const check = ['buildx', 'build', '--check', `--file=services/shop/${file}`, '.'];
      expect(await call('docker', check, root)).toContain('no warnings found');
    }
  }
});
