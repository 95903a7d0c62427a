import { expect, test } from 'vitest';
import { glibcOfWheel, wheelOnBase } from './wheel-on-base';

test.each([
  ['x-1-cp313-cp313-manylinux_2_28_x86_64.whl', 28],
  ['x-1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', 17],
  ['x-1-cp313-cp313-manylinux1_x86_64.whl', 5],
  ['x-1-cp313-cp313-linux_x86_64.whl', 0],
  ['x-1-py3-none-any.whl', 0],
])('%s needs glibc 2.%i', (file, minor) => expect(glibcOfWheel(file)).toBe(minor));

const machine = 'x86_64';

test.each([
  [['x-1-py3-none-any.whl'], { python: '3.14', machine }, { fits: true }],
  [['x-1-cp313-cp313-manylinux_2_28_x86_64.whl'], { python: '3.14', machine }, { fits: false }],
  [
    ['x-1-cp313-cp313-manylinux_2_38_x86_64.whl'],
    { python: '3.13', machine, glibc: 36 },
    { fits: false, needsGlibc: 38 },
  ],
  [
    ['x-1-cp313-cp313-manylinux_2_38_x86_64.whl', 'x-1-cp311-abi3-manylinux2014_x86_64.whl'],
    { python: '3.13', machine, glibc: 36 },
    { fits: true },
  ],
  [['x-1-cp313-cp313-musllinux_1_2_x86_64.whl'], { python: '3.13', machine }, { fits: false }],
  [['x-1.tar.gz'], { python: '3.13', machine }, { fits: false }],
])('%j on %j: %j', (names, base, answer) => {
  const files = names.map((name) => ({ name }));
  expect(wheelOnBase(files, base)).toEqual(answer);
});
