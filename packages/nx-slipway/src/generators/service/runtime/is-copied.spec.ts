import { expect, test } from 'vitest';
import { isCopied } from './is-copied';

test.each([
  ['alembic.ini', ['alembic.ini'], true],
  ['scripts/up.sh', ['scripts/'], true],
  ['scripts/up.sh', ['scripts'], true],
  ['scripts.py', ['scripts'], false],
  ['scripts/up.sh', [], false],
])('of %s with --files=%j: %s', (file, copied, expected) =>
  expect(isCopied(file, copied)).toBe(expected),
);
