import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { TomlTable } from '../../python/toml/toml-value';
import { checkWheelFiles } from './check-wheel-files';

const NAMED = { hatch: { build: { targets: { wheel: { include: ['build/*.html', 'web'] } } } } };
const OPEN = { hatch: { build: { include: ['**/*.html'] } } };
const WITHOUT_BUILD = '*\n!svc\nsvc/build\n';

test('a folder that the wheel takes and the ignore file leaves out is a problem', () => {
  const { problems, notes } = check(NAMED, WITHOUT_BUILD);
  expect(notes).toEqual([]);
  expect(problems.map(formatProblem)).toEqual([
    'svc/pyproject.toml: the wheel takes svc/build, which svc/Dockerfile.dockerignore leaves out of the build context\n' +
      '  Run `nx sync`; if one of your own lines leaves it out, take that line out.',
  ]);
});

test.each([
  ['it is let in', '*\n!svc\n'],
  ['it is let in again', '*\n!svc\nsvc/build\n!svc/build\n'],
  ['a part of it is let in again', '*\n!svc\nsvc/build\n!svc/build/*.html\n'],
])('%s', (_, text) => {
  expect(check(NAMED, text)).toEqual({ problems: [], notes: [] });
});

test('a folder that is not there is not missed', () => {
  expect(check(NAMED, WITHOUT_BUILD, []).problems).toEqual([]);
});

test('a folder that the wheel may take and the ignore file leaves out is said', () => {
  const { problems, notes } = check(OPEN, WITHOUT_BUILD);
  expect(problems).toEqual([]);
  expect(notes.map(formatProblem)).toEqual([
    'svc/pyproject.toml: the build context leaves out svc/build, and the settings of this project do not say whether its wheel takes files of it\n' +
      '  If it does, write `!svc/build` at the end of svc/Dockerfile.dockerignore.',
  ]);
});

test('nothing is said of what a build has left and git does not know', () => {
  const isUntracked = (path: string): boolean => path === 'svc/build';
  expect(check(OPEN, WITHOUT_BUILD, ['svc/build'], isUntracked).notes).toEqual([]);
});

function check(
  tool: TomlTable,
  text: string,
  files = ['svc/build'],
  isUntracked = (_: string) => false,
) {
  const toml = { project: { name: 'svc' }, 'build-system': { requires: ['hatchling'] }, tool };
  return checkWheelFiles({
    pyprojects: [parsePyproject(toml, 'svc/pyproject.toml').pyproject],
    ignoreFile: { file: 'svc/Dockerfile.dockerignore', text },
    hasFile: (path) => files.includes(path),
    isUntracked,
  });
}
