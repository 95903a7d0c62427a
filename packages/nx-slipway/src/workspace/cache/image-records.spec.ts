import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { imageRecords, recordsFolder } from './image-records';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'image-records-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const parts = { '': { Dockerfile: 'a' } };

test('what is written is read, by another process as well', () => {
  const folder = join(parent, 'not/there/yet');
  imageRecords(folder).add('k', 'sha256:1', parts);
  expect(imageRecords(folder).read('k')).toEqual({ ids: ['sha256:1'], parts });
  expect(readdirSync(folder)).toEqual(['k.json']);
  expect(imageRecords(folder).read('other')).toBeUndefined();
});

test('a key has an id of each engine, the latest first, and not ever more', () => {
  const records = imageRecords(parent);
  for (const id of [...'abcdefghij', 'g']) records.add('k', id, parts);
  expect(records.read('k')?.ids.join('')).toBe('gjihfedc');
});

test('a broken record is none', () => {
  for (const text of ['', '{', 'null', '{"ids":[1],"parts":{}}', '{"ids":["a"]}']) {
    writeFileSync(join(parent, 'k.json'), text);
    expect(imageRecords(parent).read('k')).toBeUndefined();
  }
});

test('records nobody used for 60 days go, and one that is read counts as used', () => {
  const days = (count: number) => new Date(Date.now() - count * 24 * 60 * 60 * 1000);
  const age = (key: string, time: Date) => utimesSync(join(parent, `${key}.json`), time, time);
  for (const key of ['old', 'read', 'young', 'later'])
    imageRecords(parent).add(key, 'sha256:1', parts);
  age('old', days(61));
  age('read', days(61));
  age('young', days(59));
  age('later', days(-1000));
  imageRecords(parent).read('read');
  imageRecords(parent).add('new', 'sha256:1', parts);
  expect(readdirSync(parent)).toEqual(['later', 'new', 'read', 'young'].map((k) => `${k}.json`));
});

test('a folder that cannot be written is no error', () => {
  writeFileSync(join(parent, 'file'), '');
  const records = imageRecords(join(parent, 'file/below'));
  records.add('k', 'sha256:1', parts);
  expect(records.read('k')).toBeUndefined();
});

test('they lie in the cache of the user, whatever HOME says', () => {
  expect(recordsFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/nx-slipway');
  const own = join(homedir(), '.cache/nx-slipway');
  expect(recordsFolder({ XDG_CACHE_HOME: 'relative' })).toBe(own);
  vi.stubEnv('HOME', '');
  try {
    expect(isAbsolute(recordsFolder({}))).toBe(true);
  } finally {
    vi.unstubAllEnvs();
  }
});
