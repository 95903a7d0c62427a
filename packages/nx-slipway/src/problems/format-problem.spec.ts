import { expect, test } from 'vitest';
import { formatProblem } from './format-problem';
import type { Problem } from './problem';
import { ProblemsError } from './problems-error';

test.each([
  [{ file: 'a' }, 'a: '],
  [{ file: 'a', line: 3 }, 'a:3: '],
  [{ file: 'a', line: 3, column: 5 }, 'a:3:5: '],
  [{ file: 'a', column: 5 }, 'a: '],
])('the place %j stands before the sentence', (at, expected) => {
  const text = formatProblem({ kind: 'selection-unknown', place: at });
  expect(text.startsWith(`${expected}the RUN of the stage`)).toBe(true);
});

test.each<[Problem, string]>([
  [{ kind: 'lock-missing', place: { file: 'uv.lock' }, dir: '.' }, 'uv.lock'],
  [{ kind: 'not-a-python-project', place: { file: 'apps/web' } }, 'apps/web'],
  [{ kind: 'move-not-python', place: { file: 'apps/web' } }, 'apps/web'],
])('$kind says once what it is about', (problem, subject) => {
  const [what = ''] = formatProblem(problem).split('\n');
  expect(what.split(subject)).toHaveLength(2);
});

test('a project with a Dockerfile is not said to have none', () => {
  const facts = { project: 'web', root: 'apps/web' };
  const dockerfile = 'apps/web/web.Dockerfile';
  const text = formatProblem({ kind: 'project-without-image', ...facts, dockerfile });
  expect(text).toMatch(/^apps\/web\/web\.Dockerfile is no image .*\n.*"nx-slipway:build-image"/);
});

test('an error of problems says them all and shows no stack', () => {
  const error = new ProblemsError([
    { kind: 'engine-missing' },
    { kind: 'builders-differ', builders: ['a', 'b'] },
  ]);
  expect(error.message.split('\n')).toHaveLength(4);
  expect(error.stack).toBe(error.message);
});
