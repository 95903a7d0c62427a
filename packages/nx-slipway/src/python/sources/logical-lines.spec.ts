import { expect, test } from 'vitest';
import { logicalLines } from './logical-lines';

test('statements with their lines, without comments and with strings in one form', () => {
  const source = 'x = (1,  # one\n  2)\n\tif y:\n"""\na\n"""\nz = f\'{a}\' + \\\n  r"\\"; w\n';
  expect(logicalLines(source)).toEqual([
    { line: 1, indent: 0, text: 'x = (1,     2)' },
    { line: 3, indent: 8, text: 'if y:' },
    { line: 4, indent: 0, text: '"\\na\\n"' },
    { line: 7, indent: 0, text: 'z = "{a}" +    "\\\\\\"; w"' },
  ]);
});
