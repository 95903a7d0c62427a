import { expect, test } from 'vitest';
import { wheelFits } from './wheel-fits';

test.each([
  ['six-1.17.0-py2.py3-none-any.whl', true],
  ['x-1-py3-none-any.whl', true],
  ['x-1-py313-none-any.whl', true],
  ['x-1-py314-none-any.whl', false],
  ['x-1-py2-none-any.whl', false],
  ['x-1-cp313-cp313-manylinux_2_28_x86_64.whl', true],
  ['x-1-1build-cp313-cp313-manylinux_2_17_aarch64.manylinux2014_aarch64.whl', true],
  ['x-1-cp311-cp311-manylinux_2_28_x86_64.whl', false],
  ['x-1-cp311-none-manylinux_2_28_x86_64.whl', false],
  ['x-1-cp313-cp313t-manylinux_2_28_x86_64.whl', false],
  ['x-1-cp39-abi3-manylinux_2_28_x86_64.whl', true],
  ['x-1-cp314-abi3-manylinux_2_28_x86_64.whl', false],
  ['x-1-py3-none-linux_x86_64.whl', true],
  ['x-1-cp313-cp313-win_amd64.whl', false],
  ['x-1-cp313-cp313-macosx_11_0_arm64.whl', false],
  ['x-1-cp313-cp313-musllinux_1_2_x86_64.whl', false],
  ['x-1-pp311-pypy311_pp73-manylinux_2_28_x86_64.whl', false],
])('%s on 3.13: %s', (file, fits) => {
  expect(wheelFits(file, '3.13')).toBe(fits);
  expect(wheelFits(file, '3.13.2')).toBe(fits);
});

test('without a Python only the platform counts, and that it is CPython 3', () => {
  expect(wheelFits('x-1-cp311-cp311-manylinux_2_28_x86_64.whl')).toBe(true);
  expect(wheelFits('x-1-cp311-cp311-win32.whl')).toBe(false);
  expect(wheelFits('x-1-cp27-cp27mu-manylinux1_x86_64.whl')).toBe(false);
});
