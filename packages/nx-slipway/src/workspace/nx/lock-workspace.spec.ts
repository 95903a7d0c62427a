import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockWorkspace } from './lock-workspace';

let root = '';
let file = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-workspace-'));
  file = join(root, '.nx/workspace-data/nx-slipway-generator.lock');
  mkdirSync(dirname(file), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

let waits: (number | undefined)[] = [];
function lock(limit = 0) {
  waits = [];
  return lockWorkspace(root, { limit, onWait: (pid) => waits.push(pid) });
}

test('one holds the lock, a generator that it calls as well, and nothing is left', async () => {
  const outer = await lock();
  const inner = await lock();
  expect(existsSync(file)).toBe(true);
  inner.release();
  inner.release();
  expect(existsSync(file)).toBe(true);
  outer.release();
  expect(readdirSync(dirname(file))).toEqual([]);
});

test('another process is waited for, then refused with its number and what to do', async () => {
  writeFileSync(file, `${process.ppid} ${hostname()}`);
  await expect(lock(150)).rejects.toThrow(
    `another nx-slipway generator (process ${process.ppid}) is changing this workspace\n  Wait until it has ended, then run the same command again. If it does not run any more, delete .nx/workspace-data/nx-slipway-generator.lock.`,
  );
  expect(waits).toEqual([process.ppid]);
});

test('it goes on as soon as the other has ended', async () => {
  writeFileSync(file, `${process.ppid} ${hostname()}`);
  setTimeout(() => rmSync(file), 150);
  const { release } = await lock(10_000);
  expect(waits).toEqual([process.ppid]);
  release();
});

test('the lock of a process that is gone is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(file, `${pid} ${hostname()}`);
  const { release } = await lock();
  expect(waits).toEqual([]);
  release();
  expect(readdirSync(dirname(file))).toEqual([]);
});

test('one of another machine is not judged by its process number', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeFileSync(file, `${pid} elsewhere`);
  await expect(lock(0)).rejects.toThrow('generator on another machine is changing');
});

test('a folder that cannot be written is no reason to stop', async () => {
  rmSync(join(root, '.nx'), { recursive: true });
  writeFileSync(join(root, '.nx'), '');
  (await lock()).release();
});
