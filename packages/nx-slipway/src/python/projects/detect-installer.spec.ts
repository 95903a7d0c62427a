import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parseRequirementsFile } from '../pip/parse-requirements-file';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { detectInstaller, installerClaims } from './detect-installer';

const ROOT = '[tool.uv.workspace]\nmembers = ["services/*"]\n';
const MEMBER = '[project]\nname = "mail"\n';
const POETRY = '[tool.poetry]\nname = "mail"\nversion = "1"\n';

const HELD = '[[package]]\nname = "mail"\nsource = { virtual = "services/mail" }\n';
const OTHERS = '[[package]]\nname = "api"\nsource = { editable = "services/api" }\n';

const PINNED = 'six==1.17.0\n';
const LIST = '-e .\nsix\n';

/** Who is said to install services/mail, by the texts of locks around it. */
function claims(
  { root, poetry, pip }: { readonly root?: string; readonly poetry?: true; readonly pip?: string },
  dir = '.',
) {
  const pyproject = (text: string, file: string) =>
    parsePyproject(parse(text), file, text).pyproject;
  const mail = pyproject(MEMBER, 'services/mail/pyproject.toml');
  const file = 'services/mail/requirements.txt';
  const lock = dir === '.' ? 'uv.lock' : `${dir}/uv.lock`;
  const files = [
    ...(root === undefined ? [] : [lock]),
    ...(poetry ? ['services/mail/poetry.lock'] : []),
    ...(pip === undefined ? [] : [file]),
  ];
  const found = installerClaims(mail, dir === '.' ? pyproject(ROOT, 'pyproject.toml') : mail, {
    hasFile: (each) => files.includes(each),
    read: (each) => (each === lock ? root : undefined),
    requirements: new Map(pip === undefined ? [] : [[file, parseRequirementsFile(pip, file)]]),
  });
  return found.map(({ installer }) => installer).join(' ');
}

test.each([
  ['only the lock of the workspace speaks', { root: OTHERS }, 'uv'],
  ['the workspace has locked it as well', { root: HELD + OTHERS, poetry: true }, 'uv poetry'],
  ['Windows line ends', { root: HELD.replaceAll('\n', '\r\n'), poetry: true }, 'uv poetry'],
  ['the workspace has not locked it', { root: OTHERS, poetry: true }, 'poetry'],
  ['nor this one', { root: OTHERS, pip: PINNED }, 'pip'],
  ['a lock that uv has not written', { root: '# odd\n', poetry: true }, 'uv poetry'],
  ['two locks of its own', { root: OTHERS, poetry: true, pip: PINNED }, 'poetry pip'],
  ['requirements without a version', { root: HELD, pip: LIST }, 'uv'],
  ['the same beside Poetry', { poetry: true, pip: LIST }, 'poetry'],
  ['a requirements file that names another', { root: HELD, pip: '-r more.txt\n' }, 'uv pip'],
  ['neither holds it', { root: OTHERS, pip: LIST }, 'uv pip'],
  ['a list alone', { pip: LIST }, 'pip'],
] as const)('%s', (_, locks, installers) => expect(claims(locks)).toBe(installers));

test('a lock of its own holds a project, whatever it names', () =>
  expect(claims({ root: OTHERS, poetry: true }, 'services/mail')).toBe('uv poetry'));

test('without a lock the pyproject tells', () => {
  const installer = (text: string) =>
    detectInstaller(parsePyproject(parse(text), 'pyproject.toml', text).pyproject, []);
  expect([MEMBER, POETRY, `${POETRY}[tool.uv]\n`].map(installer)).toEqual(['uv', 'poetry', 'uv']);
});
