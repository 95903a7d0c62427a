import { expect, test } from 'vitest';
import { carriedIgnores } from './carried-ignores';

const NOTE = '# From a file.';
const FILES = ['uv.lock', 'services/api/README.md', 'services/api/pyproject.toml'];

function carried(text: string, folder = '.') {
  return carriedIgnores(
    [{ folder, text, heading: 'From a file.' }],
    ['services/api', 'frontend', 'uv.lock'],
    {
      projects: ['services/api'],
      hasFile: (path) => FILES.includes(path),
    },
  );
}

test.each<[string, string, readonly string[]]>([
  ['secrets', '# ours\n*.env\n\n/secrets/\n', ['*.env', 'secrets']],
  ['exceptions of a deny-list', '**/*.md\n!docs/a.md\n', ['**/*.md', '!docs/a.md']],
  ['an allow-list, of which what it keeps out is left', '*\n!src\n**/.env\n', ['**/.env']],
  ['an allow-list of all that is below', '**/*\n!src\nsrc/secret\n', ['src/secret']],
  ['nothing but exceptions', '!src\n', []],
  ['a line for a folder of the image', 'services\nfrontend/\n*.env\n', ['*.env']],
  ['a line for all folders of a kind', 'services/*\n*.env\n', ['*.env']],
  ['line ends of Windows and a mark', '\uFEFF*.env\r\nsecrets\r\n', ['*.env', 'secrets']],
])('takes over %s', (_, text, expected) => {
  const metadata = text.includes('**/*.md') ? ['!services/api/README.md'] : [];
  expect(carried(text)).toEqual(expected.length === 0 ? [] : [NOTE, ...expected, ...metadata]);
});

test('files of the image itself are let in again', () => {
  expect(carried('*.lock\n')).toEqual([NOTE, '*.lock', '!uv.lock']);
});

test('lines of a folder hold below it', () => {
  expect(carried('*.env\n**/*.pem\n!ours.pem\n', 'services/api')).toEqual([
    NOTE,
    'services/api/*.env',
    'services/api/**/*.pem',
    '!services/api/ours.pem',
  ]);
});
