import { expect, test } from 'vitest';
import type { CacheBackend, ImageCaches } from '../../images/options/cache-backend';
import type { BakeTarget } from '../bake-file';
import { targetCaches } from './target-caches';

function content(links: readonly string[] = [], tags: readonly string[] = []): BakeTarget {
  return {
    context: '/workspace',
    ...(tags.length > 0 && { tags }),
    contexts: Object.fromEntries(links.map((link) => [link, `target:${link}`])),
  };
}

/** Two services on one stack, which share a layer and a library; `a` has packages of its own besides. */
const drafts = new Map<string, BakeTarget>([
  ['a', content(['foundation__a', 'dependencies__a', 'conflict-check__a'], ['acme/a'])],
  ['b', content(['foundation__b', 'empty__venv', 'conflict-check__a'], ['acme/b'])],
  ['foundation__a', content(['base', 'packages__web__builder', 'library__shared__builder'])],
  ['foundation__b', content(['base', 'packages__web__builder', 'library__shared__builder'])],
  ['conflict-check__a', content(['builder', 'packages__web__builder'])],
  ['packages__web__builder', content(['builder'])],
  ['library__shared__builder', content(['builder'])],
  ['dependencies__a', content(['builder'])],
  ['empty__venv', content()],
  ['builder', content(['base'], ['acme/builder'])],
  ['base', content([], ['acme/base'])],
]);

const registry: CacheBackend = { type: 'registry', attributes: { ref: 'r/c' } };
const written: ImageCaches = { from: [registry], to: [registry] };

/** Tags that each target reads. */
function tagsRead(requested: ReadonlyMap<string, ImageCaches>) {
  return Object.fromEntries(
    [...targetCaches(drafts, requested)].flatMap(([name, caches]) => {
      const sources = caches['cache-from'] ?? [];
      return sources.length > 0 ? [[name, sources.map((each) => each.split(':').at(-1))]] : [];
    }),
  );
}

const SHARED = ['base', 'builder', 'library__shared__builder', 'packages__web__builder'];

test('a target looks wherever a step it needs may be kept', () => {
  const requested = new Map(['a', 'b', 'builder'].map((name) => [name, written]));
  expect(tagsRead(requested)).toEqual({
    a: [
      'a',
      'base',
      'builder',
      'conflict-check__a',
      'library__shared__builder',
      'packages__web__builder',
    ],
    b: [
      'b',
      'base',
      'builder',
      'conflict-check__a',
      'library__shared__builder',
      'packages__web__builder',
    ],
    foundation__a: ['a', ...SHARED],
    foundation__b: ['b', ...SHARED],
    'conflict-check__a': ['base', 'builder', 'conflict-check__a', 'packages__web__builder'],
    packages__web__builder: ['base', 'builder', 'packages__web__builder'],
    library__shared__builder: ['base', 'builder', 'library__shared__builder'],
    dependencies__a: ['a', 'base', 'builder'],
    builder: ['base', 'builder'],
    base: ['base'],
  });
});

test('what has a place of its own is kept there, and all else with the image it is for', () => {
  const caches = targetCaches(drafts, new Map([['a', written]]));
  const kept = [...caches].filter(([, each]) => each['cache-to']).map(([name]) => name);
  expect(kept.sort()).toEqual(['a', ...SHARED, 'conflict-check__a'].sort());
  expect(caches.get('a')?.['cache-to']).toEqual([
    'type=registry,ignore-error=true,mode=max,ref=r/c:a',
  ]);
});

test('what two images need has the caches of both, each once', () => {
  const other: CacheBackend = { type: 'gha', attributes: {} };
  const caches = targetCaches(
    drafts,
    new Map([
      ['a', { from: [registry], to: [] }],
      ['b', { from: [registry, other], to: [other] }],
    ]),
  );
  expect(caches.get('base')).toEqual({
    'cache-from': ['type=registry,ref=r/c:base', 'type=gha,scope=base'],
    'cache-to': ['type=gha,ignore-error=true,mode=max,scope=base'],
  });
  expect(caches.get('dependencies__a')?.['cache-to']).toBeUndefined();
});

test('without caches there are none', () => {
  const caches = targetCaches(drafts, new Map([['a', { from: [], to: [] }]]));
  expect([...caches.values()]).toEqual([...drafts].map(() => ({})));
});
