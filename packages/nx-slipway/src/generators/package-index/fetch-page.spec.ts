import { expect, test } from 'vitest';
import { noPages } from '../../../test-support/silent-index';
import type { IndexPage, IndexPages } from '../../workspace/cache/index-pages';
import { type FetchPage, fetchIndexPage } from './fetch-page';

const INDEX = 'https://ada:s3cr%25et@index.example/simple/';
const ADDRESS = 'https://index.example/simple/x/';
const FILES = [{ name: 'x-1.tar.gz', hashes: [] }];
const JSON_TYPE = { 'content-type': 'application/vnd.pypi.simple.v1+json' };

function page(headers: Readonly<Record<string, string>> = {}) {
  const files = [{ filename: 'x-1.tar.gz', hashes: {} }];
  return new Response(JSON.stringify({ files }), { headers: { ...JSON_TYPE, ...headers } });
}

/** Pages that are kept, in a map. */
function kept(known: readonly (readonly [string, IndexPage])[] = []) {
  const map = new Map(known);
  const pages: IndexPages = {
    read: (address) => map.get(address),
    write: (address, each) => void map.set(address, each),
  };
  return { pages, map };
}

test('a login goes into a header, and not into the address', async () => {
  const seen: unknown[] = [];
  const fetchPage: FetchPage = async (url, { headers }) => {
    seen.push(url, new Headers(headers).get('authorization'));
    return page();
  };
  expect(await fetchIndexPage(INDEX, 'x', { fetchPage })).toEqual({ files: FILES });
  const login = `Basic ${Buffer.from('ada:s3cr%et').toString('base64')}`;
  expect(seen).toEqual([ADDRESS, login]);
});

test.each([
  [{ etag: '"1"' }, { etag: '"1"' }, { 'if-none-match': '"1"' }],
  [
    { 'last-modified': 'Mon, 30 Nov 2026 00:00:00 GMT' },
    { lastModified: 'Mon, 30 Nov 2026 00:00:00 GMT' },
    { 'if-modified-since': 'Mon, 30 Nov 2026 00:00:00 GMT' },
  ],
])('a page with %j is asked for by it', async (headers, stored, asked) => {
  const { pages, map } = kept();
  await fetchIndexPage(INDEX, 'x', { fetchPage: async () => page(headers), pages });
  expect([...map]).toEqual([[ADDRESS, { files: FILES, ...stored }]]);
  expect(JSON.stringify([...map])).not.toContain('s3cr');
  const answer = await fetchIndexPage(INDEX, 'x', {
    pages,
    async fetchPage(_, options) {
      const {
        accept: _accept,
        authorization: _login,
        ...others
      } = Object.fromEntries(new Headers(options.headers));
      expect(others).toEqual(asked);
      return new Response(null, { status: 304 });
    },
  });
  expect(answer).toEqual({ files: FILES });
});

test('a page without validators is not kept', async () => {
  const { pages, map } = kept();
  await fetchIndexPage(INDEX, 'x', { fetchPage: async () => page(), pages });
  expect(map.size).toBe(0);
});

test('a new page takes the place of the old one', async () => {
  const { pages, map } = kept([[ADDRESS, { etag: '"1"', files: [] }]]);
  const fetchPage: FetchPage = async () => page({ etag: '"2"' });
  expect(await fetchIndexPage(INDEX, 'x', { fetchPage, pages })).toEqual({ files: FILES });
  expect(map.get(ADDRESS)).toEqual({ etag: '"2"', files: FILES });
});

const failing: FetchPage = async () => {
  throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
};

test('a connection that breaks is tried once more', async () => {
  let tries = 0;
  const fetchPage: FetchPage = async (url, options) => {
    tries += 1;
    return tries === 1 ? await failing(url, options) : page();
  };
  expect(await fetchIndexPage(INDEX, 'x', { fetchPage })).toEqual({ files: FILES });
  expect(tries).toBe(2);
});

test.each<[string, FetchPage, string, true | undefined]>([
  ['no page', noPages, 'does not have them', undefined],
  ['a failure', async () => new Response('', { status: 503 }), 'answers with 503', true],
  ['a refusal', async () => new Response('', { status: 401 }), 'answers with 401', true],
  ['no answer', failing, 'cannot be reached: getaddrinfo ENOTFOUND', true],
  ['a page of a login', async () => new Response('<html>'), 'names no file of x', undefined],
  [
    'an answer that was not asked for',
    async () => new Response(null, { status: 304 }),
    'answers with 304',
    true,
  ],
])('%s is unknown, even if the page was fetched before', async (name, fetchPage, why, isDown) => {
  const known: readonly (readonly [string, IndexPage])[] =
    name === 'an answer that was not asked for' ? [] : [[ADDRESS, { etag: '"1"', files: FILES }]];
  const answer = await fetchIndexPage(INDEX, 'x', { fetchPage, ...kept(known) });
  expect(answer).toEqual({ why: expect.stringContaining(why), ...(isDown && { isDown }) });
  expect(JSON.stringify(answer)).not.toContain('s3cr');
});

test('an index that is no URL is unknown', async () => {
  expect(await fetchIndexPage('wheels', 'x', { fetchPage: failing })).toEqual({
    why: 'the address of the package index is not a URL',
    isDown: true,
  });
});
