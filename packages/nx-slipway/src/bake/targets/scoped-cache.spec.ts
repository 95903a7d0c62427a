import { describe, expect, test } from 'vitest';
import { parseCacheBackend } from '../../images/options/cache-backend';
import { type CacheScope, cacheDestination, cacheSource } from './scoped-cache';

const api: CacheScope = {
  target: 'api',
  references: ['r.example/acme/api:1', 'r.example/acme/api:2'],
};
const layer: CacheScope = { target: 'packages__web__python', references: [] };

function both(text: string, scope: CacheScope) {
  const backend = parseCacheBackend(text);
  if (!backend) throw new Error(text);
  return { from: cacheSource(backend, scope), to: cacheDestination(backend, scope) };
}

test.each<[string, string, CacheScope, readonly string[], readonly string[]]>([
  [
    'a tag of one repository',
    'type=registry,ref=r.example:5000/acme/cache',
    layer,
    ['type=registry,ref=r.example:5000/acme/cache:packages__web__python'],
    [
      'type=registry,ignore-error=true,mode=max,ref=r.example:5000/acme/cache:packages__web__python',
    ],
  ],
  [
    'a tag behind the tag that is given',
    'type=registry,ref=r/cache:main,mode=min,ignore-error=false',
    api,
    ['type=registry,ref=r/cache:main-api'],
    ['type=registry,ignore-error=false,mode=min,ref=r/cache:main-api'],
  ],
  [
    'a scope of GitHub',
    'type=gha,scope=main',
    api,
    ['type=gha,scope=main-api'],
    ['type=gha,ignore-error=true,mode=max,scope=main-api'],
  ],
  [
    'a folder',
    'type=local,dest=/cache,mode=max',
    api,
    ['type=local,src=/cache/api'],
    ['type=local,dest=/cache/api,ignore-error=true,mode=max'],
  ],
  [
    'a folder that is named as a source',
    'type=local,src=cache',
    api,
    ['type=local,src=cache/api'],
    ['type=local,dest=cache/api,ignore-error=true,mode=max'],
  ],
  [
    'a name in a bucket',
    'type=s3,bucket=b,region=r',
    api,
    ['type=s3,bucket=b,name=api,region=r'],
    ['type=s3,bucket=b,ignore-error=true,mode=max,name=api,region=r'],
  ],
  [
    'the image itself, under each of its references',
    'inline',
    api,
    ['type=registry,ref=r.example/acme/api:1', 'type=registry,ref=r.example/acme/api:2'],
    ['type=inline'],
  ],
  ['nothing for what is no image', 'inline', layer, [], []],
])('%s', (_, text, scope, from, to) => {
  expect(both(text, scope)).toEqual({ from, to });
});

describe('names of targets as tags', () => {
  const tagOf = (target: string): string =>
    both('type=registry,ref=r/c', { target, references: [] }).from[0]?.split(':').at(-1) ?? '';

  test('stay as they are where they may', () => {
    expect(tagOf('_40acme_2fapi-x')).toBe('_40acme_2fapi-x');
    expect(tagOf('-x')).toBe('_-x');
  });

  test('are cut where they are too long, and stay apart', () => {
    const long = 'x'.repeat(200);
    const tags = [tagOf(long), tagOf(`${long}y`), tagOf(`-${long}`)];
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) expect(tag).toMatch(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,89}$/);
  });
});
