import { expect, test } from 'vitest';
import { wheelTags } from './wheel-tags';

test.each([
  [
    'numpy-2.3.0-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl',
    [['cp313'], ['cp313'], ['manylinux_2_27_x86_64', 'manylinux_2_28_x86_64']],
  ],
  ['six-1.17.0-1build-py2.py3-none-any.whl', [['py2', 'py3'], ['none'], ['any']]],
  ['linux.whl', [[], [], ['linux']]],
])('the tags of %s', (file, [pythons, abis, platforms]) => {
  expect(wheelTags(file)).toEqual({ pythons, abis, platforms });
});
