import { expect, test } from 'vitest';
import { dramatiqRole, queuesOf } from './dramatiq';

test('a worker names its processes, ends before docker stop kills it and has no probe', () =>
  expect(dramatiqRole({ module: 'worker.actors' }).view.instructions).toEqual([
    'HEALTHCHECK NONE',
    'CMD ["dramatiq", "worker.actors", "--processes=1", "--threads=8", "--worker-shutdown-timeout=8000"]',
  ]));

test.each([
  [['mail']],
  [['mail', 'reports', 'a-queue-with-a-long-name.of-another-team', 'and_more']],
])('queues %j are the last words, and are read back', (queues) => {
  const [, command = ''] = dramatiqRole({ module: 'worker.actors', queues }).view.instructions;
  const words = JSON.parse(command.replace(/^CMD /, '').replaceAll('\\\n', '')) as string[];
  expect(words.slice(-queues.length - 1)).toEqual(['--queues', ...queues]);
  expect(queuesOf(command)).toEqual(queues);
});

test.each([
  ['CMD ["dramatiq", "a", "--threads=8"]', []],
  ['CMD ["dramatiq", "--queues", "mail", "--threads", "8", "a"]', ['mail']],
])('%s names the queues %j', (command, queues) => expect(queuesOf(command)).toEqual(queues));

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
