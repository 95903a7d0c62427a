import { expect, test } from 'vitest';
import { isSameVersion, versionOfFile } from './file-version';

test.each([
  ['typing_extensions-4.1-py3-none-any.whl', 'typing-extensions', '4.1'],
  ['Typing.Extensions-4.1-1-py3-none-any.whl', 'typing-extensions', '4.1'],
  ['typing-extensions-4.1.tar.gz', 'typing-extensions', '4.1'],
  ['typing_extensions-4.1.zip', 'typing-extensions', '4.1'],
  ['x-2-1.0.tar.gz', 'x-2', '1.0'],
  ['torch-2.6.0+cpu-cp313-cp313-linux_x86_64.whl', 'torch', '2.6.0+cpu'],
  ['x-1.0-1.tar.bz2', 'x', '1.0-1'],
  ['y-1.0.tar.gz', 'x', undefined],
  ['y-1.0-py3-none-any.whl', 'x', undefined],
  ['x-1.0-py3.11.egg', 'x', undefined],
  ['x-1.0-py3-none-any.whl.metadata', 'x', undefined],
  ['x.tar.gz', 'x', undefined],
])('%s of %s is %s', (file, name, version) => expect(versionOfFile(file, name)).toBe(version));

test.each([
  ['1.0', '1.0.0', true],
  ['1.0', '1.0.1', false],
  ['1.0-1', '1.0.post1', true],
  ['odd', 'odd', true],
  ['odd', '1.0', false],
])('%s and %s are one version: %s', (one, other, expected) =>
  expect(isSameVersion(one, other)).toBe(expected),
);
