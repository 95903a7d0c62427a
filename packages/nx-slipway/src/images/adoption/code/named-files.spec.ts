import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../../test-support/read-only-adoption';
import { namedFiles } from './named-files';

const FILES = ['pyproject.toml', 'CHANGELOG.md', 'README.md', 'main.py', 'docs/a.md', 'x.json'];

test.each<[string, string[]]>([
  ['open(BASE / "CHANGELOG.md")', ['CHANGELOG.md']],
  ["tomllib.load(open('pyproject.toml', 'rb'))", ['pyproject.toml']],
  ['Path("../x.json")', ['x.json']],
  ['# see CHANGELOG.md\nimport main', []],
])('%s', (code, names) => expect([...namedFiles(FILES, [code])]).toEqual(names));

test('what code names is in the image, also if most images need nothing of it', () => {
  const { options } = readOnlyAdoption('WORKDIR /srv\nCOPY . .\nCMD ["python", "main.py"]', {
    files: FILES,
    named: new Set(['CHANGELOG.md', 'pyproject.toml']),
  });
  expect(options.files).toEqual(['CHANGELOG.md', 'pyproject.toml', 'x.json']);
});
