import { expect, test } from 'vitest';
import { registryOf } from './registry-of';

test.each([
  ['r.example/a/api:1', 'r.example'],
  ['127.0.0.1:5000/api', '127.0.0.1:5000'],
  ['localhost/api', 'localhost'],
  ['acme/api', 'docker.io'],
  ['api:1', 'docker.io'],
])('%s is of %s', (reference, registry) => {
  expect(registryOf(reference)).toBe(registry);
});
