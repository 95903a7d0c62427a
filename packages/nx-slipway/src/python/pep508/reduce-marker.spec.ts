import { expect, test } from 'vitest';
import { reduceMarker } from './reduce-marker';

test.each<readonly [string, readonly string[], string | boolean]>([
  ['extra == "fast"', ['fast'], true],
  ['extra == "fast"', [], false],
  ['"fast" == extra', ['fast'], true],
  ['extra != "fast"', ['fast'], false],
  ['extra == "Fast_Path"', ['fast-path'], true],
  ['extra == "a" or extra == "b"', ['b'], true],
  ['extra == "a" and extra == "b"', ['b'], false],
  ['sys_platform == "win32"', [], 'sys_platform == "win32"'],
  ['python_version < "3.12" and extra == "a"', ['a'], 'python_version < "3.12"'],
  ['python_version < "3.12" and extra == "a"', [], false],
  ['python_version < "3.12" or extra == "a"', ['a'], true],
  [
    '(python_version < "3.12" or extra == "a") and sys_platform == "linux"',
    [],
    'python_version < "3.12" and sys_platform == "linux"',
  ],
  [
    '(os_name == "nt" or os_name == "posix") and (extra == "a" or os_name == "java")',
    [],
    '(os_name == "nt" or os_name == "posix") and os_name == "java"',
  ],
  ['no marker at all', ['a'], 'no marker at all'],
])('%s with %j', (marker, extras, expected) => {
  expect(reduceMarker(marker, extras)).toBe(expected);
});
