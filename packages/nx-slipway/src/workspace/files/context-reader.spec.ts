import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contextReader } from './context-reader';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'context-reader-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text = ''): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** What is read now, with nothing remembered from before. */
function read(source: string, ignored = '') {
  return contextReader(root).digest({ folder: root, source, ignore: { text: ignored } });
}

/** Whether what a source comes to is another after something. */
function isChanged(source: string, change: () => void, ignored?: string): boolean {
  const before = read(source, ignored);
  change();
  return read(source, ignored) !== before;
}

test('a source is the files below it and no others', () => {
  write('a/x');
  expect(isChanged('a', () => write('a/b/y'))).toBe(true);
  expect(isChanged('a', () => write('ab/y'))).toBe(false);
  expect(isChanged('.', () => write('ab/z'))).toBe(true);
  expect(isChanged('a/x', () => write('a/y'))).toBe(false);
  // BuildKit sends everything then.
  expect(isChanged('nowhere', () => write('somewhere'))).toBe(true);
});

test('a wildcard is of one folder', () => {
  write('a/x.txt');
  expect(isChanged('a/*.txt', () => write('a/y.txt'))).toBe(true);
  expect(isChanged('a/*.txt', () => write('a/y.md'))).toBe(false);
  expect(isChanged('*/x.txt', () => write('b/x.txt'))).toBe(true);
  expect(isChanged('a/[!z].txt', () => write('a/q.txt'))).toBe(true);
});

test('a wildcard finds nothing below a file', () => {
  write('README.md');
  write('a/x.txt');
  expect(isChanged('*/x.txt', () => write('b/x.txt'))).toBe(true);
  expect(isChanged('*/x.txt', () => write('README.md', 'more'))).toBe(false);
  expect(isChanged('README.md/x', () => write('somewhere'))).toBe(true);
});

test('what is ignored does not count', () => {
  write('a/x');
  write('a/.venv/x');
  expect(isChanged('a', () => write('a/.venv/y'), '**/.venv')).toBe(false);
  expect(isChanged('a', () => write('a/tests/y'), 'a/tests')).toBe(false);
  expect(isChanged('a', () => write('a/tests/keep'), 'a/tests\n!a/tests/keep')).toBe(true);
});

test('the first ignore file that is there counts', () => {
  write('a/x');
  write('.dockerignore', 'a');
  const ignore = { files: [join(root, 'Dockerfile.dockerignore'), join(root, '.dockerignore')] };
  const readBoth = () => contextReader(root).digest({ folder: root, source: 'a', ignore });
  const before = readBoth();
  write('a/y');
  expect(readBoth()).toBe(before);
  write('Dockerfile.dockerignore', '');
  expect(readBoth()).not.toBe(before);
});

test('a link is what it says, and as a source what it leads to', () => {
  write('real/x');
  write('a/y');
  symlinkSync('../real', join(root, 'a/link'));
  expect(isChanged('a', () => write('real/z'))).toBe(false);
  expect(isChanged('a/link', () => write('real/w'))).toBe(true);
  expect(isChanged('a/link/x', () => write('real/x', 'more'))).toBe(true);
  symlinkSync('/real', join(root, 'absolute'));
  expect(isChanged('absolute', () => write('real/v'))).toBe(true);
  symlinkSync('circle', join(root, 'circle'));
  expect(read('circle')).toEqual(expect.any(String));
});

test('what cannot be read is a problem', () => {
  const file = `a/${'n'.repeat(300)}`;
  write('a/file');
  expect(read(file)).toMatchObject({ kind: 'key-source-unreadable', file });
});
