import { expect, test } from 'vitest';
import { parseProjectContents } from './project-contents';

test('the last line of the program is read, and nothing else', () => {
  const line =
    '{"python": "3.13.5", "ids": "0:0", "packages": {"flask": "3.1.0"}, "files": {"a.py": "x"}}';
  expect(parseProjectContents(`a warning\n${line}\n`)).toEqual({
    ...{ python: '3.13.5', ids: '0:0' },
    ...{ packages: new Map([['flask', '3.1.0']]), files: new Map([['a.py', 'x']]) },
  });
  expect(parseProjectContents('Traceback')).toBeUndefined();
});
