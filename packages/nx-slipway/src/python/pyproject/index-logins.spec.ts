import { expect, test } from 'vitest';
import { indexLogins } from './index-logins';

function index(name: string | undefined, url = 'https://index.example:8080/simple') {
  return {
    ...(name !== undefined && { name }),
    url,
    isDefault: false,
    place: { file: 'pyproject.toml' },
  };
}
const environment = {
  UV_INDEX_ACME_USERNAME: 'me',
  UV_INDEX_ACME_PASSWORD: 'secret',
  UV_INDEX_MY_OTHER_INDEX_USERNAME: 'you',
  UV_INDEX_MY_OTHER_INDEX_PASSWORD: 'two "words"',
  UV_INDEX_HALF_USERNAME: 'only',
  UV_INDEX__USERNAME: 'nobody',
  UV_INDEX__PASSWORD: 'nothing',
};

test.each([
  [
    'a login under the name of its index, by host',
    [index('acme')],
    'machine index.example login me password secret\n',
  ],
  [
    'names with other characters as uv turns them, and tokens with spaces in quotes',
    [index('my.other-index')],
    'machine index.example login you password "two \\"words\\""\n',
  ],
  [
    'one line for two indexes of one login',
    [index('acme'), index('ACME')],
    'machine index.example login me password secret\n',
  ],
  ['nothing for an index without a password', [index('half')], undefined],
  ['nothing for an index without a name', [index(undefined)], undefined],
  ['nothing for an index on disk', [index('acme', './wheels')], undefined],
  ['nothing without indexes', [], undefined],
])('%s', (_, indexes, expected) => {
  expect(indexLogins(indexes, environment)).toBe(expected);
});
