import { expect, test } from 'vitest';
import { ignoredSecrets } from './ignored-secrets';

function lines(text: string, folder = '.') {
  return ignoredSecrets(text, folder, ['services/api']);
}

test.each<[string, string, readonly string[]]>([
  ['keys at any depth', '*.pem\n*.KEY\n', ['**/*.pem', '**/*.KEY']],
  ['a file of one folder', '/certs/dev.key\nlibs/a/dev.p12\n', ['certs/dev.key', 'libs/a/dev.p12']],
  ['a folder', 'secrets/\n**/credentials/\n', ['**/secrets', '**/credentials']],
  [
    'files of tools',
    '.pypirc\nid_ed25519\n.env.*\nprod.env\nservice-account.json\n',
    ['**/.pypirc', '**/id_ed25519', '**/.env.*', '**/prod.env', '**/service-account.json'],
  ],
  ['no other line', 'dist/\n*.log\nkeyboard.py\nsecretary.py\nenv/\n.venv\n# *.pem\n.env\n', []],
  ['line ends of Windows and a mark', '\uFEFF*.pem  \r\n*.log\r\n', ['**/*.pem']],
])('takes over %s', (_, text, expected) => expect(lines(text)).toEqual(expected));

test('what a later line takes back comes in for the projects of the image alone', () => {
  expect(lines('!early.pem\n*.pem\n!public.pem\n!services/api/ca/\n!libs/b/b.pem\n')).toEqual([
    '**/*.pem',
    '!services/api/**/public.pem',
    '!services/api/ca',
  ]);
  expect(lines('*.pem\n!public.pem\n!ca.pem\n', 'services/api')).toEqual([
    '**/*.pem',
    '!**/public.pem',
    '!**/ca.pem',
  ]);
});
