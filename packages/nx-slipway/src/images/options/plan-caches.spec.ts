import { expect, test } from 'vitest';
import { planCaches, type RawCacheOptions } from './plan-caches';

const GHA = { type: 'gha', attributes: {} };
const INLINE = { type: 'inline', attributes: {} };

test.each<[string, RawCacheOptions, ReturnType<typeof planCaches>['caches'] | object]>([
  ['without options there is none', {}, { from: [], to: [] }],
  ['a backend is read', { cacheBackend: 'gha' }, { from: [GHA], to: [] }],
  [
    'and written where that is wanted',
    { cacheBackend: 'gha', cacheWrite: true },
    { from: [GHA], to: [GHA] },
  ],
  [
    'others are read besides',
    { cacheBackend: 'gha', cacheFrom: ['inline'], cacheWrite: true },
    { from: [GHA, INLINE], to: [GHA] },
  ],
  [
    'empty means none',
    { cacheBackend: '', cacheFrom: [''], cacheWrite: true },
    { from: [], to: [] },
  ],
])('%s', (_, raw, expected) => {
  expect(planCaches('api', raw)).toEqual({ caches: expected, problems: [] });
});

test.each<[string, RawCacheOptions, string, RegExp]>([
  ['an unknown type', { cacheBackend: 'redis' }, 'redis', /^one of registry, gha, local/],
  [
    'a registry without a place',
    { cacheFrom: ['registry'] },
    'registry',
    /^ref=… with type=registry$/,
  ],
  [
    'a folder without one',
    { cacheBackend: 'type=local,mode=min' },
    'type=local,mode=min',
    /^dest=…/,
  ],
  [
    'a secret, which is not repeated',
    { cacheBackend: 'type=s3,bucket=b,secret_access_key=hush' },
    'type=s3,…',
    /^no credentials here/,
  ],
])('%s is a problem', (_, raw, value, expected) => {
  expect(planCaches('api', raw).problems).toEqual([
    {
      kind: 'option-invalid',
      project: 'api',
      option: raw.cacheBackend === undefined ? 'cacheFrom' : 'cacheBackend',
      value,
      expected: expect.stringMatching(expected),
    },
  ]);
});
