import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderBytes } from '../../../test-support/folder-bytes';
import type { WalkedStep } from '../../../test-support/walk-kills';
import { stateOf, writeAfter } from './apply-journal';
import {
  draftJournal,
  type JournalPlace,
  type PlannedFile,
  readJournal,
  writeJournal,
} from './journal';
import { changeProven, type Verdict } from './proven-change';

let folder = '';
let place: JournalPlace;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proven-change-'));
  fill();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A workspace of three files, one of them executable; the journal lies outside of it. */
function fill(): void {
  rmSync(folder, { recursive: true, force: true });
  place = { workspaceRoot: join(folder, 'ws'), file: join(folder, 'data/journal.json') };
  mkdirSync(join(place.workspaceRoot, 'stack'), { recursive: true });
  write('stack/Dockerfile', 'FROM old\n');
  write('pyproject.toml', 'old\r\n');
  write('uv.lock', 'old lock');
  chmodSync(join(place.workspaceRoot, 'pyproject.toml'), 0o755);
}

function write(path: string, text: string): void {
  writeFileSync(join(place.workspaceRoot, path), text);
}
function planned(files: Readonly<Record<string, string>>): readonly PlannedFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) }));
}
function workspace() {
  return folderBytes(place.workspaceRoot);
}

const FILES = { 'stack/Dockerfile': 'FROM new\n', 'pyproject.toml': 'new\r\n' };
const TOOLS = { 'uv.lock': 'new lock' };
const MORE = { 'stack/Dockerfile': 'FROM newer\n', 'stack-old/Dockerfile': 'FROM old\n' };

function draft() {
  return draftJournal(place, 'a subject', { files: planned(FILES), others: Object.keys(TOOLS) });
}
function change(verdict: Verdict | Error, meanwhile: () => void = () => {}) {
  return changeProven(place, draft(), async () => {
    meanwhile();
    if (verdict instanceof Error) throw verdict;
    return verdict;
  });
}

test('a change that is proven stays, and no journal', async () => {
  const end = await change({ stays: true, more: planned(MORE) }, () =>
    write('uv.lock', 'new lock'),
  );
  expect(end).toEqual({ stays: true, edits: [] });
  expect(readJournal(place)).toBe(undefined);
  expect(workspace()).toMatchObject({
    'pyproject.toml': '755 new\r\n',
    'stack/Dockerfile': expect.stringContaining('FROM newer'),
    'stack-old/Dockerfile': expect.stringContaining('FROM old'),
    'uv.lock': expect.stringContaining('new lock'),
  });
});

test.each([
  ['is not proven', { stays: false } as const],
  ['cannot be proven', new Error('the engine is gone')],
])('a change that %s is put back byte for byte', async (_, verdict) => {
  const before = workspace();
  const end = change(verdict, () => write('uv.lock', 'half a lo'));
  if (verdict instanceof Error) await expect(end).rejects.toThrow('gone');
  else expect(await end).toEqual({ stays: false, edits: [] });
  expect(workspace()).toEqual(before);
  expect(readJournal(place)).toBe(undefined);
});

test('what somebody writes into a file meanwhile is kept beside it, each time', async () => {
  write('pyproject.toml.edited', 'of last time');
  const before = workspace();
  const { edits } = await change({ stays: false }, () => write('pyproject.toml', 'an edit'));
  expect(edits).toEqual([{ path: 'pyproject.toml', copy: 'pyproject.toml.edited-2' }]);
  const { 'pyproject.toml.edited-2': copy, ...rest } = workspace();
  expect(copy).toContain('an edit');
  expect(rest).toEqual(before);
});

test('a change that is finished later leaves an edit alone and writes the rest', () => {
  const journal = draft();
  expect(stateOf(place.workspaceRoot, journal)).toBe('before');
  write('pyproject.toml', 'an edit');
  expect(stateOf(place.workspaceRoot, journal)).toBe('between');
  writeAfter(place.workspaceRoot, journal);
  expect(workspace()).toMatchObject({
    'pyproject.toml': '755 an edit',
    'stack/Dockerfile': expect.stringContaining('FROM new'),
  });
});

test('a journal that nobody can read is told from none', () => {
  expect(readJournal(place)).toBe(undefined);
  writeJournal(place, draft());
  for (const text of ['', '{}', '{"format": 2, "files": []}', 'null']) {
    writeFileSync(place.file, text);
    expect(readJournal(place)).toBe('broken');
  }
});

test('killed at any step a change is as before or as after, or can be made so', {
  timeout: 180_000,
}, () => {
  const script = join(__dirname, '../../../test-support/walk-kills.ts');
  const given = JSON.stringify({ root: place.workspaceRoot, file: place.file, FILES, TOOLS, MORE });
  const args = ['--import', 'tsx', script, given];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  const walks = JSON.parse(stdout) as Readonly<Record<string, readonly WalkedStep[]>>;
  expect(Object.keys(walks)).toEqual(['stays', 'stays with more', 'is put back']);
  for (const steps of Object.values(walks)) {
    expect(steps.length).toBeGreaterThan(12);
    expect(steps.filter((each) => !isSound(each))).toEqual([]);
    const met = new Set(steps.map(({ left }) => left));
    // With a journal and without one.
    for (const each of ['before', 'journal between', 'journal before']) expect(met).toContain(each);
  }
});

/** Without a journal a step left one of the two whole; with one both can be had. */
function isSound({ left, undone, finished }: WalkedStep): boolean {
  return left.startsWith('journal ')
    ? undone === 'before' && finished === 'after'
    : left === 'before' || left === 'after';
}
