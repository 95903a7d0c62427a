import { expect, test } from 'vitest';
import { checkName } from './check-name';

test.each(['api', 'billing-worker', 'v2', 'a1-b2'])('%s is a name', (name) =>
  expect(checkName(name, 'service')).toBeUndefined(),
);

test.each([
  ['@acme/api', 'scope', 'api'],
  ['services/api', 'path', 'api'],
  ['Api', 'characters', 'api'],
  ['billingWorker', 'characters', 'billing-worker'],
  ['billing_worker', 'characters', 'billing-worker'],
  ['-api-', 'characters', 'api'],
  ['über', 'characters', 'uber'],
  ['2fa', 'characters', 'fa'],
  ['2-factor', 'characters', 'factor-2'],
  ['a b', 'characters', 'a-b'],
  ['api;rm', 'characters', 'api-rm'],
])('%s is none: %s', (name, why, instead) =>
  expect(checkName(name, 'service')).toEqual({
    kind: 'name-invalid',
    name,
    why,
    instead,
    generator: 'service',
  }),
);

test.each(['服務', '42', ''])('nothing is left of %j to suggest', (name) =>
  expect(checkName(name, 'stack')).toEqual({
    kind: 'name-invalid',
    name,
    why: 'characters',
    generator: 'stack',
  }),
);
