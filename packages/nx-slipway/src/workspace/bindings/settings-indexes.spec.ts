import { expect, test } from 'vitest';
import { settingsIndexes } from './settings-indexes';

const INDEX = 'name = "acme"\nurl = "https://index.example/simple"\n';
const files: Readonly<Record<string, string>> = {
  'uv.toml': `[[index]]\n${INDEX}[[index]]\nurl = "https://unnamed.example/simple"\n`,
  'services/pyproject.toml': `[[tool.uv.index]]\n${INDEX}`,
  'broken/uv.toml': '[[index',
  'odd/uv.toml': 'index = "acme"\n',
  'poetry.toml': `[[index]]\n${INDEX}`,
};
const acme = { name: 'acme', url: 'https://index.example/simple' };

test.each([
  ['a uv.toml', ['uv.toml'], [acme, { url: 'https://unnamed.example/simple' }]],
  ['the pyproject of a folder above', ['services/pyproject.toml'], [acme]],
  ['a file of several projects, once', Array(3).fill('services/pyproject.toml'), [acme]],
  ['a file that does not parse', ['broken/uv.toml'], []],
  ['a file with another type', ['odd/uv.toml'], []],
  ['a file that is gone', ['gone/uv.toml'], []],
  ['no file', [undefined], []],
])('indexes of %s', (_, settings: readonly (string | undefined)[], expected) => {
  const projects = settings.map((settingsFile) => ({
    installer: 'uv' as const,
    ...(settingsFile !== undefined && { settingsFile }),
  }));
  expect(settingsIndexes(projects, (file) => files[file])).toEqual(expected);
});

test('none of another installer', () => {
  const projects = [{ installer: 'poetry' as const, settingsFile: 'poetry.toml' }];
  expect(settingsIndexes(projects, (file) => files[file])).toEqual([]);
});
