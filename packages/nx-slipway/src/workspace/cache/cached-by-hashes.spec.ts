import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachedByHashes, type WorkspaceAnswer } from './cached-by-hashes';

let workspaceRoot: string;
beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'answers-'));
});
afterEach(() => rmSync(workspaceRoot, { recursive: true }));

const HASHES = { Dockerfile: '1', 'src/app.py': '1' };
let asked = 0;

/** How often the question had to be asked, of the two times that are given. */
async function timesAsked(
  [first, second]: readonly [object, object],
  part: Partial<WorkspaceAnswer<unknown>> = {},
  settings: readonly [unknown, unknown] = ['a', 'a'],
): Promise<number> {
  asked = 0;
  for (const [index, hashes] of [first, second].entries()) {
    const question = { topic: 'nodes', workspaceRoot, settings: settings[index] };
    await cachedByHashes({ ...question, hashes: new Map(Object.entries(hashes)) }, () => {
      asked += 1;
      return { answer: asked, sources: ['Dockerfile'], isClean: true, ...part };
    });
  }
  return asked;
}

test('an answer is remembered, with what it says', async () => {
  const question = { topic: 'nodes', workspaceRoot, settings: {} };
  const hashes = new Map(Object.entries(HASHES));
  const answer = [['Dockerfile', { projects: new Map([['a', undefined]]) }]];
  const first = await cachedByHashes({ ...question, hashes }, () => ({
    ...{ answer, sources: ['Dockerfile'], isClean: true },
  }));
  const second = await cachedByHashes({ ...question, hashes }, () => {
    throw new Error('asked again');
  });
  expect([first, second]).toEqual([answer, answer]);
});

test('also where a file has changed that has no say in it', async () => {
  expect(await timesAsked([HASHES, { ...HASHES, 'src/app.py': '2' }])).toBe(1);
});

test('another order of the files is the same workspace', async () => {
  const reversed = Object.fromEntries(Object.entries(HASHES).reverse());
  expect(await timesAsked([HASHES, reversed])).toBe(1);
});

test.each([
  ['a file that decides it has changed', { ...HASHES, Dockerfile: '2' }],
  ['a file is new', { ...HASHES, 'src/new.py': '1' }],
  ['a file is gone', { Dockerfile: '1' }],
])('it is asked again where %s', async (_, changed) => {
  expect(await timesAsked([HASHES, changed])).toBe(2);
});

test('it is asked again for other settings', async () => {
  expect(await timesAsked([HASHES, HASHES], {}, ['a', 'b'])).toBe(2);
});

test('one with warnings is asked for each time, so that they are said', async () => {
  expect(await timesAsked([HASHES, HASHES], { isClean: false })).toBe(2);
});

test('so is one that a file decides whose changes nobody tells', async () => {
  expect(await timesAsked([HASHES, HASHES], { sources: ['Dockerfile', 'ignored.txt'] })).toBe(2);
});
