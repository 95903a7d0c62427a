import { expect, test } from 'vitest';
import { backingServices, neededServices, variablesOf } from './backing-services';

function versions(...names: readonly string[]) {
  return new Map(names.map((name) => [name, '1']));
}

test.each([
  [['dramatiq', 'redis'], ['redis']],
  [['sqlalchemy', 'alembic'], []],
  [['sqlalchemy', 'asyncpg'], ['postgres']],
  [['psycopg', 'psycopg-binary'], ['postgres']],
  [
    ['dramatiq', 'pika', 'psycopg2-binary'],
    ['postgres', 'rabbitmq'],
  ],
  // Celery brings amqp whatever its broker is.
  [['celery', 'kombu', 'amqp'], []],
])('%j need %j', (packages, expected) => {
  expect(neededServices(versions(...packages))).toEqual(expected);
});

test('Celery is told of its broker, and of no database', () => {
  const packages = versions('celery', 'redis', 'pika', 'psycopg');
  expect(variablesOf('redis', packages)).toEqual({
    REDIS_URL: 'redis://redis:6379/0',
    CELERY_BROKER_URL: 'redis://redis:6379/0',
  });
  expect(variablesOf('rabbitmq', packages)).toEqual(backingServices.rabbitmq.variables);
  expect(variablesOf('postgres', packages)).toEqual(backingServices.postgres.variables);
  expect(variablesOf('rabbitmq', versions('celery', 'pika'))).toHaveProperty('CELERY_BROKER_URL');
});

test('each says when it is healthy, and is reached under its own name', () => {
  for (const [name, { definition, variables }] of Object.entries(backingServices)) {
    expect(definition).toHaveProperty('healthcheck.test');
    for (const url of Object.values(variables)) expect(new URL(url).hostname).toBe(name);
  }
});
