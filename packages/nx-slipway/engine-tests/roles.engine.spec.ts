import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningRoles, runRoles } from './roles';

let shop: RunningRoles;

beforeAll(async () => {
  shop = await runRoles({
    dependencies: ['celery[redis]'],
    files: {
      'src/shop/__init__.py': '',
      'src/shop/tasks.py': [
        'import os',
        'from celery import Celery',
        '',
        'queue = Celery("shop", broker=os.environ["REDIS_URL"])',
        'every = {"task": "shop.tasks.greet", "schedule": 1.0, "args": ["beat"]}',
        'queue.conf.beat_schedule = {"every": every}',
        '',
        '',
        '@queue.task',
        'def greet(name: str) -> None:',
        '    print(f"Hello, {name}!", flush=True)',
        '',
      ].join('\n'),
    },
    roles: [{ role: 'celery' }, { role: 'celery-beat' }],
  });
});

afterAll(() => shop?.dispose());

test('a worker of Celery works off what is sent and what beat sends, and both stop by themselves', async () => {
  await shop.start('celery');
  await shop.untilPrints('celery', ' ready.');
  await shop.python('celery', 'from shop.tasks import greet; greet.delay("Grace")');
  await shop.untilPrints('celery', 'Hello, Grace!');
  await shop.start('celery-beat');
  await shop.untilPrints('celery', 'Hello, beat!');
  expect(await shop.stop('celery-beat')).toBe('0');
  expect(await shop.stop('celery')).toBe('0');
});
