import { expect, test } from 'vitest';
import { passedOn } from './passed-on';

test.each([
  [
    ['-k', 'login or logout', '--exitfirst'],
    ['-k', 'login or logout', '--exitfirst'],
  ],
  [
    ['tests/test_app.py', '--cov=api'],
    ['tests/test_app.py', '--cov=api'],
  ],
  [['--args=-x', '--network', 'db', '-x'], ['-x']],
  [['--env-file=.env', '--envFile', '.env', '--env.A=1', 'a'], ['a']],
  [['--network', '--maxfail=1'], ['--maxfail=1']],
])('of %j the command is passed %j', (words, expected) =>
  expect(passedOn(words, ['args', 'network', 'envFile', 'env'])).toEqual(expected),
);
