import { expect, test } from 'vitest';
import { dramatiqRole } from './dramatiq';

test('a worker names its processes, ends before docker stop kills it and has no probe', () =>
  expect(dramatiqRole({ module: 'worker.actors' }).view.instructions).toEqual([
    'HEALTHCHECK NONE',
    'CMD ["dramatiq", "worker.actors", "--processes=1", "--threads=8", "--worker-shutdown-timeout=8000"]',
  ]));

test.each([
  ['redis' as const, ['redis'], 'dramatiq[redis]'],
  ['rabbitmq' as const, ['pika'], 'dramatiq[rabbitmq]'],
  [undefined, ['redis', 'pika'], 'dramatiq[redis]'],
])('broker %s needs %j', (broker, anyOf, requirement) => {
  const { needs } = dramatiqRole({ module: 'worker.actors', ...(broker && { broker }) });
  expect(needs).toEqual([
    { anyOf: ['dramatiq'], requirement },
    { anyOf, requirement },
  ]);
});
