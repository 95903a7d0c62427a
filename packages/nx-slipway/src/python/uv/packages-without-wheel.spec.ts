import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { packagesWithoutWheel } from './packages-without-wheel';
import { parseUvLock } from './parse-uv-lock';

const CP311 = 'x-1.0-cp311-cp311-manylinux_2_28_x86_64.whl';

/** A lock of a project that needs x, as uv lays it out. */
function lockWith(...blocks: readonly string[]) {
  const text = `version = 1
requires-python = ">=3.11"

[[package]]
name = "api"
version = "1"
source = { editable = "." }
dependencies = [
    { name = "x" },
]
${blocks.map((block) => `\n[[package]]\nname = "x"\n${block}\n`).join('')}`;
  const { lock } = parseUvLock(parse(text), { file: 'uv.lock', text });
  if (!lock) throw new Error('the lock does not parse');
  return lock;
}

function block(version: string, wheels: readonly string[], more = '') {
  return [
    `version = "${version}"`,
    'source = { registry = "https://index.example/simple" }',
    ...(more === '' ? [] : [more]),
    'wheels = [',
    ...wheels.map((file) => `    { url = "https://files.example/ab/${file}", hash = "sha256:0" },`),
    ']',
  ].join('\n');
}

const SDIST = 'sdist = { url = "https://files.example/x-1.0.tar.gz", hash = "sha256:0" }';

function found(lock: ReturnType<typeof lockWith>, python = '3.13') {
  return packagesWithoutWheel(lock, { package: 'api', extras: [], groups: [] }, python);
}

test('a package with wheels for another Python alone', () => {
  const wheels = [CP311, CP311.replaceAll('311', '310'), CP311.replace('manylinux', 'win')];
  const lock = lockWith(block('1.0', wheels));
  expect(found(lock)).toEqual([{ name: 'x', version: '1.0', tags: ['cp310', 'cp311'], line: 12 }]);
  expect(found(lock, '3.11')).toEqual([]);
});

test.each([
  ['it has a source distribution', [block('1.0', [CP311], SDIST)]],
  ['one wheel is for every Python', [block('1.0', [CP311, 'x-1.0-py3-none-any.whl'])]],
  ['it is for Windows alone', [block('1.0', ['x-1.0-cp311-cp311-win32.whl'])]],
  [
    'another version of it fits',
    [block('1.0', [CP311]), block('2.0', [CP311.replaceAll('311', '313')])],
  ],
])('none where %s', (_, blocks) => expect(found(lockWith(...blocks))).toEqual([]));

test('a package that the image does not hold is none of its', () => {
  const lock = lockWith(block('1.0', [CP311]));
  expect(packagesWithoutWheel(lock, { package: 'web', extras: [], groups: [] }, '3.13')).toEqual(
    [],
  );
});
