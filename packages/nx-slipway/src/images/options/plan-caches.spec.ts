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

test.each<[string, string]>([
  ['type=registry,ref=r/c', 'zstd'],
  ['type=local,dest=c', 'zstd'],
  ['type=registry,ref=r/c,compression=estargz', 'estargz'],
])('%s takes the layers of images as they are compressed: %s', (cacheBackend, compression) => {
  const raw = { cacheBackend, cacheWrite: true, compression: 'zstd' } as const;
  const { caches, problems } = planCaches('api', raw);
  expect(problems).toEqual([]);
  expect(caches.to).toMatchObject([{ attributes: { compression } }]);
  const unasked = planCaches('api', { ...raw, compression: 'gzip' });
  expect(unasked.caches).toEqual(planCaches('api', { cacheBackend, cacheWrite: true }).caches);
});

test.each([
  ['gha', 'gha'],
  ['type=s3,bucket=b,region=r', 's3'],
  ['azblob', 'azblob'],
])(
  'to %s layers go with gzip, which is a problem where they are written',
  (cacheBackend, backend) => {
    const raw = { cacheBackend, compression: 'zstd' } as const;
    const problem = {
      kind: 'cache-compression-fixed',
      project: 'api',
      compression: 'zstd',
      backend,
    };
    expect(planCaches('api', { ...raw, cacheWrite: true }).problems).toEqual([problem]);
    expect(planCaches('api', raw).problems).toEqual([]);
    expect(planCaches('api', { cacheBackend, cacheWrite: true }).problems).toEqual([]);
  },
);
