import { expect, test } from 'vitest';
import { builtInRoles } from '../../../images/roles/definition/built-in-roles';
import { findRoleModule } from './find-role-module';
import { sourceModules } from './source-modules';

function find(role: string, files: Record<string, string>): string | undefined {
  const module = builtInRoles.get(role)?.module;
  if (!module) throw new Error(`the role ${role} names no module`);
  return findRoleModule(module, sourceModules(new Map(Object.entries(files)), []).installed);
}

test.each(['@dramatiq.actor\ndef f(): ...\n', '@actor(max_retries=3)\ndef f(): ...\n'])(
  'actors are told by their decorator: %j',
  (text) => expect(find('dramatiq', { 'src/w/jobs.py': text, 'src/w/app.py': '' })).toBe('w.jobs'),
);

test.each([
  ['app = Celery("shop")', 'w.tasks:app'],
  ['worker: celery.Celery = celery.Celery(\n    "shop",\n)', 'w.tasks:worker'],
  ['def f():\n    app = Celery("shop")', undefined],
])('an application of Celery is told by its constructor: %j', (text, target) =>
  expect(find('celery', { 'src/w/tasks.py': `${text}\n` })).toBe(target),
);

test('the file of the likeliest name comes first, then the one that lies higher', () => {
  const text = 'app = Celery("shop")\n';
  const files = { 'src/w/a.py': text, 'src/w/sub/celery.py': text, 'src/w/celery.py': text };
  expect(find('celery', files)).toBe('w.celery:app');
});

test('a project without actors has none', () =>
  expect(find('dramatiq', { 'src/w/actors.py': 'x = 1\n' })).toBeUndefined());

test.each([
  ['arq', 'class WorkerSettings:', 'w.tasks:WorkerSettings'],
  ['arq', 'class MailWorkerSettings(Base):', 'w.tasks:MailWorkerSettings'],
  ['huey', 'queue: huey.Huey = huey.RedisHuey("shop")', 'w.tasks:queue'],
  ['huey', 'queue = MemoryHuey("tests")', undefined],
  ['taskiq', 'broker = taskiq_redis.RedisStreamBroker(url)', 'w.tasks:broker'],
  ['taskiq', 'broker = (\n    AioPikaBroker(url)\n)', 'w.tasks:broker'],
  ['taskiq', 'broker = InMemoryBroker()', undefined],
  ['taskiq-scheduler', 'clock = TaskiqScheduler(broker, [])', 'w.tasks:clock'],
])('%s is told by %j', (role, text, target) =>
  expect(find(role, { 'src/w/tasks.py': `${text}\n` })).toBe(target),
);
