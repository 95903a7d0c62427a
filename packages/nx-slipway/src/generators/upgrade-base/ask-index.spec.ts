import { expect, test } from 'vitest';
import { askIndex, type FetchPage, filesOfHtml } from './ask-index';

const index = 'https://ada:s3cret@index.example/simple/';
const asked = [
  { name: 'typing-extensions', version: '4.1' },
  { name: 'six', version: '1.17.0' },
];
const page = {
  files: [
    {
      filename: 'typing_extensions-4.1-py3-none-any.whl',
      hashes: { sha256: 'ab' },
      'requires-python': '>=3.9',
    },
    { filename: 'typing_extensions-4.1.tar.gz', hashes: {} },
    { filename: 'typing_extensions-4.10-py3-none-any.whl', hashes: {} },
  ],
};

test('files of releases, from JSON; a login goes into a header', async () => {
  const seen: [string, unknown][] = [];
  const fetchPage: FetchPage = async (url, { headers }) => {
    seen.push([url, (headers as Record<string, string>).authorization]);
    const isKnown = url.includes('typing');
    return new Response(isKnown ? JSON.stringify(page) : '', {
      status: isKnown ? 200 : 404,
      headers: { 'content-type': 'application/vnd.pypi.simple.v1+json' },
    });
  };
  expect(await askIndex(asked, { index, fetchPage })).toEqual(
    new Map([
      [
        'typing-extensions 4.1',
        {
          files: [
            {
              name: 'typing_extensions-4.1-py3-none-any.whl',
              hashes: ['sha256:ab'],
              requiresPython: '>=3.9',
            },
            { name: 'typing_extensions-4.1.tar.gz', hashes: [] },
          ],
        },
      ],
    ]),
  );
  const login = `Basic ${Buffer.from('ada:s3cret').toString('base64')}`;
  expect(seen.sort()).toEqual([
    ['https://index.example/simple/six/', login],
    ['https://index.example/simple/typing-extensions/', login],
  ]);
});

test('files of an index that only has HTML', () => {
  const html =
    '<a href="x.whl#sha256=ab" data-requires-python="&gt;=3.9,&lt;4">x-1-py3-none-any.whl</a><br><a href="y">x-1.tar.gz</a>';
  expect(filesOfHtml(html)).toEqual([
    { name: 'x-1-py3-none-any.whl', hashes: ['sha256:ab'], requiresPython: '>=3.9,<4' },
    { name: 'x-1.tar.gz', hashes: [] },
  ]);
});

test.each<[FetchPage, string]>([
  [async () => new Response('', { status: 503 }), 'answers with 503'],
  [
    async () => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
    },
    'cannot be reached: getaddrinfo ENOTFOUND',
  ],
])('an index that does not answer is no answer', async (fetchPage, why) => {
  const answer = await askIndex(asked, { index, fetchPage });
  expect(answer).toEqual({ why: expect.stringContaining(why) });
  expect(JSON.stringify(answer)).not.toContain('s3cret');
});
