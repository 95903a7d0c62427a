import { expect, test } from 'vitest';
import { widenRange } from './widen-range';

test.each([
  ['requires-python = ">=3.11,<3.13"', 'requires-python = ">=3.11,<3.15"'],
  ["requires-python = '>=3.11, <=3.12'", "requires-python = '>=3.11, <3.15'"],
  ['requires-python = "==3.11.*"', 'requires-python = "==3.14.*"'],
  ['python = ">=3.11,<3.13"', 'python = ">=3.11,<3.15"'],
])('%s becomes %s', (before, after) => {
  const text = `[project]\r\n${before}\r\n`;
  const fix = widenRange({ file: 'x', text, services: [] }, { file: 'x', line: 2 }, '3.14');
  expect(fix?.file).toBe('x');
  const { start = 0, end = 0, text: next = '' } = fix ?? {};
  expect(text.slice(0, start) + next + text.slice(end)).toBe(`[project]\r\n${after}\r\n`);
});

test.each(['requires-python = "~=3.11.2"', 'requires-python = ">=3.11,!=3.14.*"', '[project]'])(
  '%s is left to people',
  (line) => {
    const file = { file: 'x', text: `${line}\n`, services: [] };
    expect(widenRange(file, { file: 'x', line: 1 }, '3.14')).toBeUndefined();
  },
);
