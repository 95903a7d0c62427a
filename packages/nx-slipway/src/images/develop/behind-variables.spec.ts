import { expect, test } from 'vitest';
import { behindVariables } from './behind-variables';

test.each([
  ['env PORT=1 A=$B python -m shop', 'env PORT=1 A=$B [python -m shop]'],
  ['python -m shop', '[python -m shop]'],
  ['env', '[env]'],
  // What may have blanks is not taken apart.
  ["env 'A=b c' python", "[env 'A=b c' python]"],
])('%j', (text, expected) =>
  expect(behindVariables(text, (command) => `[${command}]`)).toBe(expected),
);
