import { expect, test } from 'vitest';
import { indexLogins, withIndexLogin } from './index-logins';

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

const ADDRESS = 'https://index.example:8080/simple';

test.each([
  ['the login of its name', `${ADDRESS}/`, 'https://me:secret@index.example:8080/simple/'],
  ['a login of its own', 'https://x:y@index.example/simple', 'https://x:y@index.example/simple'],
  ['none of another index', 'https://other.example/simple', 'https://other.example/simple'],
  ['none where it is no address', './wheels', './wheels'],
])('an address with %s', (_, address, expected) => {
  expect(withIndexLogin(address, [index('half'), index('acme')], environment)).toBe(expected);
});

test('a login is encoded', () => {
  const url = withIndexLogin(ADDRESS, [index('my.other-index')], environment);
  expect(url).toBe('https://you:two%20%22words%22@index.example:8080/simple');
});
