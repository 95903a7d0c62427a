import { expect, test } from 'vitest';
import { isForeignWheel, withoutForeignWheels } from './foreign-wheels';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };

test.each([
  ['x-1-py3-none-any.whl', false],
  ['x-1-py2.py3-none-any.whl', false],
  ['x-1-py2-none-any.whl', true],
  ['x-1-py314-none-any.whl', true],
  ['x-1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', false],
  ['x-1-cp313-cp313-musllinux_1_2_aarch64.whl', false],
  ['x-1-cp313-cp313-manylinux_2_31_riscv64.whl', true],
  ['x-1-cp313-cp313t-linux_x86_64.whl', false],
  ['x-1-cp312-cp312-manylinux_2_17_x86_64.whl', true],
  ['x-1-cp39-abi3-manylinux_2_17_x86_64.whl', false],
  ['x-1-cp314-abi3-manylinux_2_17_x86_64.whl', true],
  ['x-1-pp311-pypy311_pp73-manylinux_2_17_x86_64.whl', false],
  ['x-1-cp313-cp313-win_amd64.whl', true],
  ['x-1-cp313-cp313-macosx_11_0_universal2.whl', true],
  ['x-1-2-cp313-cp313-win32.whl', true],
  ['x-1-cp313-cp313-any.win32.whl', false],
  ['odd.whl', false],
])('whether %s can be installed nowhere: %s', (file, expected) => {
  expect(isForeignWheel(file, environment)).toBe(expected);
});

test('without a Python every one counts', () => {
  const machines = ['x86_64'];
  expect(isForeignWheel('x-1-cp39-cp39-manylinux1_x86_64.whl', { machines })).toBe(false);
});

function uv(files: readonly string[], sdist = '') {
  return `[[package]]\nname = "x"\n${sdist}wheels = [\n${files
    .map((file) => `    { url = "https://f.example/a/${file}", hash = "sha256:0", size = 1 },\n`)
    .join('')}]\n`;
}
function poetry(files: readonly string[]) {
  return `[[package]]\nname = "x"\nfiles = [\n${files
    .map((file) => `    {file = "${file}", hash = "sha256:0"},\n`)
    .join('')}]\n`;
}
const LINUX = 'x-1-cp313-cp313-linux_x86_64.whl';
const WINDOWS = 'x-1-cp313-cp313-win_amd64.whl';
const SDIST = 'sdist = { url = "https://f.example/x-1.tar.gz", hash = "sha256:1" }\n';

test.each([
  ['uv', uv([LINUX, WINDOWS]), uv([LINUX])],
  [
    'uv, of which only the sdist is left',
    uv([WINDOWS], SDIST),
    `[[package]]\nname = "x"\n${SDIST}`,
  ],
  ['uv, of which nothing would be left', uv([WINDOWS]), uv([WINDOWS])],
  ['Poetry', poetry([WINDOWS, LINUX, 'x-1.tar.gz']), poetry([LINUX, 'x-1.tar.gz'])],
  ['Poetry, of which nothing would be left', poetry([WINDOWS]), poetry([WINDOWS])],
  ['uv on one line', `wheels = [{ url = "${WINDOWS}" }]\n`, `wheels = [{ url = "${WINDOWS}" }]\n`],
])('a lock of %s', (_, text, expected) => {
  expect(withoutForeignWheels(text, environment)).toBe(expected);
  // Each package by itself.
  const two = `version = 1\n\n${text}\n${uv([LINUX])}`;
  expect(withoutForeignWheels(two, environment)).toBe(`version = 1\n\n${expected}\n${uv([LINUX])}`);
});
