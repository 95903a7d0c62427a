import { expect, test } from 'vitest';
import { parsePyproject } from './parse-pyproject';
import {
  checkRequiresPython,
  choosePython,
  excludesPython,
  meetsRequiresPython,
} from './requires-python';

function wanting(range: string) {
  return parsePyproject(
    { project: { name: 'a', 'requires-python': range } },
    'a/pyproject.toml',
    `[project]\nname = "a"\nrequires-python = "${range}"\n`,
  ).pyproject;
}
const place = { file: 'a/pyproject.toml', line: 3, column: 1 };

test.each([
  ['3.13', '>=3.12', true],
  ['3.13', '>=3.13.2', true],
  ['3.13', '==3.13.*', true],
  ['3.13', '~=3.12', true],
  ['3.13', '>=3.12, !=3.13.1, <4', true],
  ['3.13', '~=3.12.0', false],
  ['3.13', '<3.13', false],
  ['3.13', '==3.13', false],
  ['3.13.1', '>=3.13.2', false],
  ['3.13', 'three', false],
])('Python %s and %s', (python, range, expected) => {
  expect(meetsRequiresPython(python, range)).toBe(expected);
});

test.each([
  ['>=3.14', true],
  ['>=3.9', false],
  ['^3.9 || three', false],
])('a release for %s is none for Python 3.13: %s', (range, expected) =>
  expect(excludesPython(range, '3.13')).toBe(expected),
);

test('says which line a Python does not meet', () => {
  expect(checkRequiresPython('3.13', [wanting('>=3.14'), wanting('>=3.9'), wanting('x')])).toEqual([
    { kind: 'requires-python-unmet', place, range: '>=3.14', python: '3.13' },
    { kind: 'requires-python-broken', place, range: 'x' },
  ]);
});

test('chooses the first that all projects meet', () => {
  const projects = [wanting('>=3.12'), wanting('<3.14'), parsePyproject({}, 'b').pyproject];
  expect(choosePython(projects, ['3.14', '3.13', '3.12'])).toEqual({
    python: '3.13',
    problems: [],
  });
});

test('blames the range that nothing meets, else all that contradict each other', () => {
  expect(choosePython([wanting('>=4'), wanting('>=3.9')], ['3.14', '3.13']).problems).toEqual([
    { kind: 'requires-python-unmet', place, range: '>=4', python: '3.14, 3.13' },
  ]);
  expect(
    choosePython([wanting('>=3.14'), wanting('<3.14')], ['3.14', '3.13']).problems,
  ).toHaveLength(2);
});
