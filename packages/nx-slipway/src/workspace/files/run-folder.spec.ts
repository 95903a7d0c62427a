import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { stopSignal } from '../nx/stop-signal';
import { makeRunFolder, writeFiles } from './run-folder';

test('a run has a folder of its own until it is disposed of', () => {
  const listeners = process.listenerCount('exit');
  const [one, other] = [makeRunFolder(), makeRunFolder()];
  expect(one.path).not.toBe(other.path);
  expect(basename(one.path)).toMatch(/^nx-slipway-/);
  writeFiles(one.path, { 'a.txt': 'a', 'deep/er/b.txt': 'b' });
  expect(readFileSync(join(one.path, 'deep/er/b.txt'), 'utf8')).toBe('b');
  one.dispose();
  expect(existsSync(one.path)).toBe(false);
  expect(existsSync(other.path)).toBe(true);
  other.dispose();
  other.dispose();
  expect(process.listenerCount('exit')).toBe(listeners);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s aborts while it is watched', (name) => {
  const before = process.listenerCount(name);
  const stop = stopSignal();
  expect(stop.signal.aborted).toBe(false);
  process.emit(name, name);
  expect(stop.signal.aborted).toBe(true);
  stop.dispose();
  expect(process.listenerCount(name)).toBe(before);
});

test('the same signal once more is in a hurry, another one is not', () => {
  const stop = stopSignal();
  process.emit('SIGINT', 'SIGINT');
  process.emit('SIGTERM', 'SIGTERM');
  expect(stop.kill.aborted).toBe(false);
  process.emit('SIGINT', 'SIGINT');
  expect(stop.kill.aborted).toBe(true);
  stop.dispose();
});
