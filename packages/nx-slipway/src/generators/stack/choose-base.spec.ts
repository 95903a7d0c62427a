import { expect, test } from 'vitest';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { Pyproject } from '../../python/pyproject/pyproject';
import { chooseBase } from './choose-base';

function projects(...ranges: string[]): Pyproject[] {
  return ranges.map(
    (range, i) =>
      parsePyproject(
        { project: { name: `p${i}`, 'requires-python': range } },
        `p${i}/pyproject.toml`,
        `[project]\nname = "p${i}"\nrequires-python = "${range}"\n`,
      ).pyproject,
  );
}

test.each([
  [[], '3.13'],
  [['>=3.10'], '3.13'],
  [['>=3.10', '<3.13'], '3.12'],
  [['>=3.14'], '3.14'],
  [['~=3.11.0'], '3.11'],
])('of requires-python %j comes Python %s', (ranges, python) =>
  expect(chooseBase({ suite: 'trixie' }, projects(...ranges))).toEqual({
    reference: `python:${python}-slim-trixie`,
    problems: [],
  }),
);

test('ranges that no Python meets are told with their lines', () => {
  const { problems } = chooseBase({ suite: 'trixie' }, projects('>=3.14', '<3.12'));
  expect(problems).toEqual([
    {
      kind: 'requires-python-unmet',
      place: { file: 'p0/pyproject.toml', line: 3, column: 1 },
      range: '>=3.14',
      python: '3.13, 3.14, 3.12, 3.11, 3.10',
    },
    {
      kind: 'requires-python-unmet',
      place: { file: 'p1/pyproject.toml', line: 3, column: 1 },
      range: '<3.12',
      python: '3.13, 3.14, 3.12, 3.11, 3.10',
    },
  ]);
});

test.each([
  [{ python: '2.7' }, 'python'],
  [{ python: '3.9' }, 'python'],
  [{ python: 'latest' }, 'python'],
  [{ suite: 'Trixie; rm' }, 'suite'],
  [{ suite: 'alpine' }, 'suite'],
  [{ from: 'python 3.13' }, 'from'],
])('%j is refused', (options, option) =>
  expect(chooseBase({ suite: 'trixie', ...options }, []).problems).toMatchObject([
    { kind: 'generator-option-invalid', option },
  ]),
);

test('a reference of one’s own takes the place of Python and suite', () => {
  const from = 'registry.example/base/python:3.12-slim@sha256:ab';
  const chosen = chooseBase({ suite: 'trixie', from }, projects('>=3.13'));
  expect(chosen.reference).toBe(from);
  expect(chosen.problems).toMatchObject([{ kind: 'requires-python-unmet', python: '3.12' }]);
});

test('the patch release of a tag counts', () => {
  const problems = (from: string) =>
    chooseBase({ suite: 'trixie', from }, projects('==3.13.3')).problems;
  expect(problems('mirror.example/python:3.13.3-slim')).toEqual([]);
  expect(problems('python:3.13.2-slim@sha256:ab')).toMatchObject([{ python: '3.13.2' }]);
  expect(problems('python:3.13-slim')).toMatchObject([{ python: '3.13' }]);
});

test('musl is refused', () =>
  expect(chooseBase({ suite: 'trixie', from: 'python:3.13-alpine' }, []).problems).toEqual([
    { kind: 'base-without-apt', reference: 'python:3.13-alpine' },
  ]));
