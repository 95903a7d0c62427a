import { expect, test } from 'vitest';
import { parsePyproject } from '../pyproject/parse-pyproject';
import type { TomlTable } from '../toml/toml-value';
import { isWheelOpen, wheelEntries } from './wheel-entries';

function none() {
  return false;
}

test('what settings name is kept by its first part', () => {
  const build = { targets: { wheel: { include: ['/web', 'build/static', 'build/fonts'] } } };
  const web = projectWith('hatchling', { hatch: { build } });
  expect(wheelEntries(web, none)).toEqual(['build', 'web']);
});

test.each<[string | undefined, TomlTable, readonly string[], boolean]>([
  ['hatchling', { hatch: { build: { include: ['*.py'] } } }, [], true],
  ['hatchling', {}, ['svc/setup.py'], false],
  ['setuptools', {}, ['svc/setup.py'], true],
  ['setuptools', {}, ['svc/setup.cfg'], true],
  ['setuptools', {}, ['setup.py'], false],
  [undefined, {}, ['svc/setup.py'], true],
  ['meson-python', {}, [], true],
])('of %s with %j and %j anything may be in the wheel: %s', (backend, tool, files, expected) => {
  const pyproject = projectWith(backend, tool);
  const hasFile = (file: string): boolean => files.includes(file);
  expect(isWheelOpen(pyproject, hasFile)).toBe(expected);
  expect(wheelEntries(pyproject, hasFile)).toEqual(expected ? ['tests'] : []);
});

function projectWith(backend: string | undefined, tool: TomlTable) {
  const system = backend === undefined ? {} : { 'build-system': { requires: [backend] } };
  const toml = { project: { name: 'svc' }, ...system, tool };
  return parsePyproject(toml, 'svc/pyproject.toml').pyproject;
}
