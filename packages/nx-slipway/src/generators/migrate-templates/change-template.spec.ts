import { expect, test } from 'vitest';
import { changeTemplate, type TemplateChange } from './change-template';

const CHANGE: TemplateChange = {
  title: 'A greeting is polite.',
  file: 'service',
  part: /^RUN greet (?:[^\n]*\\\n)*[^\n]*$/gm,
  old: /hello (\w+)/,
  replacement: 'good day, $1',
  now: /good day, /,
  example: ['good day, Ada'],
};

test.each([
  [
    'a part as it was',
    'FROM a\nRUN greet \\\n  hello Ada\nUSER 1\n',
    'FROM a\nRUN greet \\\n  good day, Ada\nUSER 1\n',
  ],
  [
    'every part of a file',
    'RUN greet hello Ada\nRUN greet hello Bob\n',
    'RUN greet good day, Ada\nRUN greet good day, Bob\n',
  ],
  [
    'what somebody added around it',
    'RUN greet --loud hello Ada # mine\n',
    'RUN greet --loud good day, Ada # mine\n',
  ],
  ['a part that has the change', 'RUN greet good day, Ada\n', 'RUN greet good day, Ada\n'],
  [
    'a file without the part',
    '# hello Ada\nRUN other hello Ada\n',
    '# hello Ada\nRUN other hello Ada\n',
  ],
  [
    'line ends of DOS and a byte order mark',
    '\uFEFF# a\r\nRUN greet \\\r\n  hello Ada\r\n',
    '\uFEFF# a\r\nRUN greet \\\r\n  good day, Ada\r\n',
  ],
])('%s', (_, before, after) => {
  expect(changeTemplate(before, CHANGE)).toEqual({ text: after, left: [] });
});

test('a part that was edited stays, with its line', () => {
  const text = 'FROM a\nRUN greet \\\n  "salut Ada"\n';
  expect(changeTemplate(text, CHANGE)).toEqual({
    text,
    left: [{ line: 2, lines: ['RUN greet \\', '  "salut Ada"'] }],
  });
});

test('line ends of two kinds stay as they are', () => {
  const text = 'FROM a\r\nRUN greet hello Ada\nUSER 1\r\n';
  expect(changeTemplate(text, CHANGE).text).toBe('FROM a\r\nRUN greet good day, Ada\nUSER 1\r\n');
});
