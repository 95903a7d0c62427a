import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStackTemplates } from './read-stack-templates';

/** Writes down what it is called for; a build makes an empty wheel. */
const UV = `#!/bin/sh
echo "$1" >> "$CALLS"
for last; do :; done
if [ "$1" = build ]; then
  echo "$last" >> "$CALLS"
  while [ "$1" != --out-dir ]; do shift; done
  touch "$2/$(basename "$last").whl"
fi
`;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-projects-'));
  write('bin/uv', UV);
  write('bin/normalize-layer', `#!/bin/sh\necho "normalize $*" >> "$CALLS"\n`);
  write('install-projects', readStackTemplates().installProjects);
  // There is no /app to edit files in.
  write('bin/sed', '#!/bin/sh\n');
  for (const name of ['uv', 'normalize-layer', 'sed']) chmodSync(join(root, 'bin', name), 0o755);
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['[project]\nname = "a"\n', true],
  ['[build-system]\n\n[ project ]\nname = "a"\n', true],
  ['[project.scripts]\nx = "a:b"\n', true],
  ['project.name = "a"\n', true],
  ['project = { name = "a" }\n', true],
  ['[tool.poetry]\nname = "a"\n', true],
  ['[tool.poetry.dependencies]\n', true],
  ['[tool.ruff]\nline-length = 99\n', false],
  ['# [project]\n[tool.projector]\n', false],
  ['', false],
])('of the pyproject %j a wheel is built: %s', (text, isBuilt) => {
  write('src/my a/pyproject.toml', text);
  expect(install('src/my a/pyproject.toml')).toEqual(
    isBuilt ? ['build', 'src/my a', 'pip', 'normalize /app'] : [],
  );
});

test('a pyproject of tools between those of projects is passed over', () => {
  for (const name of ['a', 'c']) write(`src/${name}/pyproject.toml`, '[project]\n');
  write('src/b/pyproject.toml', '[tool.ruff]\n');
  const files = ['a', 'b', 'c'].map((name) => `src/${name}/pyproject.toml`);
  expect(install(...files)).toEqual(['build', 'src/a', 'build', 'src/c', 'pip', 'normalize /app']);
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** What uv is called for. */
function install(...files: readonly string[]): readonly string[] {
  const calls = join(root, 'calls');
  writeFileSync(calls, '');
  const env = { PATH: `${join(root, 'bin')}:${process.env.PATH}`, CALLS: calls };
  const { status, stderr } = spawnSync('/bin/sh', ['install-projects', ...files], {
    ...{ cwd: root, env, encoding: 'utf8' },
  });
  expect([status, stderr]).toEqual([0, '']);
  return readFileSync(calls, 'utf8').split('\n').filter(Boolean);
}
