import { expect, test } from 'vitest';
import { type CacheBackend, formatCacheBackend, parseCacheBackend } from './cache-backend';

test.each<[string, CacheBackend | undefined]>([
  ['gha', { type: 'gha', attributes: {} }],
  [
    'type=registry, ref=r.example/acme/cache',
    { type: 'registry', attributes: { ref: 'r.example/acme/cache' } },
  ],
  ['ref=r/c:1,TYPE=registry', { type: 'registry', attributes: { ref: 'r/c:1' } }],
  [
    'type=azblob,account_url=https://a/?x=1',
    { type: 'azblob', attributes: { account_url: 'https://a/?x=1' } },
  ],
  ['type=redis', undefined],
  ['registry,ref=x', undefined],
  ['type=registry,ref=', undefined],
  ['r.example/acme/cache', undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(parseCacheBackend(text)).toEqual(expected);
});

test('it is written as buildx takes it', () => {
  expect(formatCacheBackend({ type: 'registry', attributes: { ref: 'r/c', mode: 'max' } })).toBe(
    'type=registry,mode=max,ref=r/c',
  );
});
