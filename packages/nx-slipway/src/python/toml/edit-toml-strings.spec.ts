import { expect, test } from 'vitest';
import { editTomlStrings } from './edit-toml-strings';
import type { TomlPath } from './toml-places';

function set(text: string, ...path: TomlPath) {
  return editTomlStrings(text, [{ path, change: () => '2' }]);
}

test.each([
  ['[project]\nversion = "1" # not yet\n', '[project]\nversion = "2" # not yet\n'],
  ["[project]\nversion='1'\n", "[project]\nversion='2'\n"],
  ['[project]\r\nversion   =   "1"\r\n', '[project]\r\nversion   =   "2"\r\n'],
  ['project.version = "1"\n', 'project.version = "2"\n'],
  ['project = { name = "a", version = "1" }\n', 'project = { name = "a", version = "2" }\n'],
  ['[project]\nversion = """1"""\n', '[project]\nversion = """2"""\n'],
  ['[project]\n"version" = "1"\n', '[project]\n"version" = "2"\n'],
  ['\uFEFF[project]\nversion = "1"\n', '\uFEFF[project]\nversion = "2"\n'],
  ['version = "1"\n[project]\nversion = "1"', 'version = "1"\n[project]\nversion = "2"'],
  ['# é ü\n[project]\nversion = "1"\n', '# é ü\n[project]\nversion = "2"\n'],
  ['[project]\nversion = 1\n', '[project]\nversion = 1\n'],
  ['[project]\nname = "a"\n', '[project]\nname = "a"\n'],
])('only the string changes: %j', (text, edited) => {
  expect(set(text, 'project', 'version')).toBe(edited);
});

test('several strings change at once, in arrays and inline tables as well', () => {
  const text =
    '[project]\ndependencies = [\n  "a==1", # one\n  "b==1",\n]\n[tool.poetry.dependencies]\nc = [{ version = "1" }, { version = "1" }]\n';
  const change = (written: string) => written.replace('1', '2.0');
  expect(
    editTomlStrings(text, [
      { path: ['project', 'dependencies', 0], change },
      { path: ['tool', 'poetry', 'dependencies', 'c', 1, 'version'], change },
      { path: ['project', 'dependencies', 1], change },
    ]),
  ).toBe(
    '[project]\ndependencies = [\n  "a==2.0", # one\n  "b==2.0",\n]\n[tool.poetry.dependencies]\nc = [{ version = "1" }, { version = "2.0" }]\n',
  );
});
