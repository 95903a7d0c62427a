import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChange } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flushWhole, guardFlush } from './flush-whole';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'flush-whole-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function change(path: string, content: string | null): FileChange {
  return {
    path,
    type: content === null ? 'DELETE' : 'CREATE',
    content: content === null ? null : Buffer.from(content),
  };
}

test('changes are made as Nx makes them, in new folders as well', () => {
  writeFileSync(join(root, 'old'), 'old');
  flushWhole(root, [change('deep/new', 'new'), change('old', null)]);
  expect(readdirSync(root)).toEqual(['deep']);
  expect(readFileSync(join(root, 'deep/new'), 'utf8')).toBe('new');
});

test('a script stays one that can be run', () => {
  flushWhole(root, [{ ...change('run', ''), options: { mode: 0o755 } }]);
  expect(readdirSync(root)).toEqual(['run']);
});

test('workspaces that no generator of this package has changed are written by Nx alone', () => {
  const nxTree = { flushChanges: vi.fn() };
  const own = nxTree.flushChanges;
  guardFlush(root, [], nxTree);
  guardFlush(root, [], nxTree);
  nxTree.flushChanges('/elsewhere', [change('a', 'a')]);
  expect(own.mock.calls).toEqual([['/elsewhere', [change('a', 'a')]]]);
  nxTree.flushChanges(root, [change('a', 'a')]);
  expect(own.mock.calls).toHaveLength(1);
  expect(readFileSync(join(root, 'a'), 'utf8')).toBe('a');
});

test('what two sync generators change alike is written, and what another process changed is not', () => {
  writeFileSync(join(root, 'a'), 'before');
  const nxTree = { flushChanges: vi.fn() };
  const [first, second, other] = [change('a', 'new'), change('a', 'new'), change('a', 'other')];
  guardFlush(root, [first, second, other], nxTree);
  flushWhole(root, [first]);
  flushWhole(root, [second]);
  expect(() => flushWhole(root, [other])).toThrow('another process changed this file');
  expect(readFileSync(join(root, 'a'), 'utf8')).toBe('new');
});
