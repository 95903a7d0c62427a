import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { baseRecords } from './base-records';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-records-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const REFERENCE = 'docker.io/library/python:3@sha256:ab';
const base = { digest: 'sha256:ab', hasTriggers: false };

test('what is written is read, for the same reference and platform', () => {
  const below = join(folder, 'not/there/yet');
  baseRecords(below).write(REFERENCE, 'linux/amd64', base);
  const { read } = baseRecords(below);
  expect(read(REFERENCE, 'linux/amd64')).toEqual(base);
  expect(read(REFERENCE, 'linux/arm64')).toBeUndefined();
  expect(read('docker.io/library/python:3', 'linux/amd64')).toBeUndefined();
});

test('a record of another digest is none', () => {
  baseRecords(folder).write(REFERENCE, 'linux/amd64', { ...base, digest: 'sha256:cd' });
  expect(baseRecords(folder).read(REFERENCE, 'linux/amd64')).toBeUndefined();
});

test('a folder that cannot be written is no error', () => {
  writeFileSync(join(folder, 'file'), '');
  const records = baseRecords(join(folder, 'file/below'));
  records.write(REFERENCE, 'linux/amd64', base);
  expect(records.read(REFERENCE, 'linux/amd64')).toBeUndefined();
});
