import { expect, test } from 'vitest';
import { parsePyproject } from '../pyproject/parse-pyproject';
import type { InstallerName } from '../pyproject/python-project';
import { settingsFile } from './settings-file';

// Each as `uv sync --frozen` and `poetry install` read them.
test.each<[InstallerName, string, readonly string[], string | undefined]>([
  ['uv', '.', [], undefined],
  ['uv', '.', ['uv.toml'], 'uv.toml'],
  ['uv', '.', ['uv.toml', 'pyproject.toml uv'], 'uv.toml'],
  ['uv', '.', ['services/a/uv.toml'], undefined],
  ['uv', 'services/a', ['uv.toml'], 'uv.toml'],
  ['uv', 'services/a', ['services/uv.toml', 'uv.toml'], 'services/uv.toml'],
  ['uv', 'services/a', ['uv.toml', 'services/a/pyproject.toml uv'], undefined],
  ['uv', 'services/a', ['uv.toml', 'services/a/pyproject.toml'], 'uv.toml'],
  ['uv', 'services/a', ['pyproject.toml uv'], 'pyproject.toml'],
  ['uv', 'services/a', ['uv.toml', 'services/pyproject.toml uv'], 'services/pyproject.toml'],
  ['poetry', 'services/a', ['services/a/poetry.toml'], 'services/a/poetry.toml'],
  ['poetry', 'services/a', ['poetry.toml', 'uv.toml'], undefined],
  ['pip', 'services/a', ['uv.toml', 'services/a/poetry.toml'], undefined],
])('%s in %s beside %j has the settings of %s', (installer, lockDir, files, expected) => {
  const read = files.flatMap((each) => {
    const [file = '', table] = each.split(' ');
    const toml = table ? { tool: { [table]: {} } } : {};
    return file.endsWith('pyproject.toml') ? [parsePyproject(toml, file).pyproject] : [];
  });
  const found = settingsFile(installer, {
    lockDir,
    pyprojects: new Map(read.map((each) => [each.dir, each])),
    hasFile: (file) => files.includes(file),
  });
  expect(found).toBe(expected);
});
