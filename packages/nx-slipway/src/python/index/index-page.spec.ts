import { expect, test } from 'vitest';
import { type IndexFile, parseIndexPage } from './index-page';

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';

function json(page: unknown) {
  return parseIndexPage('x', { text: JSON.stringify(page), contentType: JSON_TYPE });
}

function html(text: string, name = 'x') {
  return parseIndexPage(name, { text, contentType: 'text/html; charset=utf-8' });
}

test.each<[string, object, IndexFile]>([
  ['a hash', { hashes: { sha256: 'ab' } }, { name: 'x-1.tar.gz', hashes: ['sha256:ab'] }],
  [
    'Pythons',
    { 'requires-python': '>=3.9' },
    { name: 'x-1.tar.gz', hashes: [], requiresPython: '>=3.9' },
  ],
  ['no Pythons', { 'requires-python': '' }, { name: 'x-1.tar.gz', hashes: [] }],
  [
    'withdrawn with a reason',
    { yanked: 'broken' },
    { name: 'x-1.tar.gz', hashes: [], isYanked: true },
  ],
  ['withdrawn', { yanked: true }, { name: 'x-1.tar.gz', hashes: [], isYanked: true }],
  ['not withdrawn', { yanked: false }, { name: 'x-1.tar.gz', hashes: [] }],
])('a file of JSON with %s', (_, more, file) =>
  expect(json({ files: [{ filename: 'x-1.tar.gz', ...more }] })).toEqual({ files: [file] }),
);

test('files of an index that only has HTML', () => {
  const text = `<!DOCTYPE html><meta name="pypi:repository-version" content="1.1">
<a href="x.whl#sha256=ab" data-requires-python="&gt;=3.9,&lt;4">x-1-py3-none-any.whl</a><br>
<A data-requires-python='>=3.9' href="y" data-yanked="broken">x-1.tar.gz</A>
<a href="z">x-1&#43;cpu-py3-none-any.whl</a>`;
  expect(html(text)).toEqual({
    files: [
      { name: 'x-1-py3-none-any.whl', hashes: ['sha256:ab'], requiresPython: '>=3.9,<4' },
      { name: 'x-1.tar.gz', hashes: [], requiresPython: '>=3.9', isYanked: true },
      { name: 'x-1+cpu-py3-none-any.whl', hashes: [] },
    ],
  });
});

test.each<[string, string, string | undefined]>([
  ['relative to the page', '../../files/x-1.tar.gz', 'https://index.example/files/x-1.tar.gz'],
  ['of another host, with a hash', 'https://f.example/x?a=1#sha256=ab', 'https://f.example/x?a=1'],
  ['that is none', 'https://[', undefined],
])('an address %s', (_, url, expected) => {
  const address = 'https://index.example/simple/x/';
  const file = {
    name: 'x-1.tar.gz',
    hashes: expect.any(Array),
    ...(expected && { url: expected }),
  };
  const pages = [
    [`<a href="${url}">x-1.tar.gz</a>`, 'text/html'],
    [JSON.stringify({ files: [{ filename: 'x-1.tar.gz', url }] }), JSON_TYPE],
  ] as const;
  for (const [text, contentType] of pages) {
    expect(parseIndexPage('x', { text, contentType }, address)).toEqual({ files: [file] });
  }
});

test.each([
  ['HTML that asks for a login', html('<a href="/login">Sign in</a>'), 'names no file of x'],
  ['nothing', html(''), 'names no file of x'],
  ['files of another project', json({ files: [{ filename: 'y-1.tar.gz' }] }), 'names no file of x'],
  ['JSON that is none', parseIndexPage('x', { text: '{', contentType: JSON_TYPE }), 'is not JSON'],
  ['a list', json([]), 'is not JSON'],
  ['another version', json({ meta: { 'api-version': '2.0' }, files: [] }), 'version 2.0'],
  [
    'another version of HTML',
    html('<meta name="pypi:repository-version" content="2.0"><a href="x">x-1.tar.gz</a>'),
    'version 2.0',
  ],
])('%s is no answer', (_, answer, why) =>
  expect(answer).toEqual({ why: expect.stringContaining(why) }),
);
