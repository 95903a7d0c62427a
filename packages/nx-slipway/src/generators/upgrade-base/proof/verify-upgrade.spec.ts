import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type UpgradedFolder, upgradedFolder } from '../../../../test-support/upgraded-folder';
import { FILE, PINNED } from '../../../../test-support/upgraded-workspace';
import { writeFiles } from '../../../../test-support/write-files';
import { upgradeJournalPlace } from './upgrade-journal';

let folder: UpgradedFolder;
let printed: string[] = [];
beforeEach(async () => {
  folder = await upgradedFolder();
  printed = [];
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void printed.push(String(text)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  folder.dispose();
});

const OPTIONS = { stack: 'python', python: '3.13', suite: 'trixie', verify: true };
const DONE = ['before false', 'after true true'];

test('a proven upgrade stays, and nothing of it goes through Nx', async () => {
  const before = folder.files();
  const { prover, calls } = folder.proofOf([]);
  expect(await folder.upgrade(OPTIONS, prover)).toEqual([]);
  expect(calls).toEqual([...DONE, 'finish python,api,worker']);
  const changed = Object.keys(folder.files()).filter(
    (file) => folder.files()[file] !== before[file],
  );
  expect(changed).toEqual([FILE]);
  expect(existsSync(upgradeJournalPlace(folder.root).file)).toBe(false);
  expect(printed.at(-1)).toMatch(/^service +image +result[\s\S]*\napi +passed +built/);
});

test.each([
  ['a service fails', ['worker'], 'failed for worker, and every file is as before'],
  ['the stack fails', ['python', 'api', 'worker'], 'failed for python, api, worker'],
  ['nothing can be proven', new Error('the engine is gone'), 'the engine is gone'],
])('where %s, every file is put back', async (_, failing, message) => {
  const before = folder.files();
  const { prover, calls } = folder.proofOf(failing);
  await expect(folder.upgrade(OPTIONS, prover)).rejects.toThrow(message);
  expect(calls).toEqual([...DONE, 'finish ']);
  expect(folder.files()).toEqual(before);
  expect(existsSync(upgradeJournalPlace(folder.root).file)).toBe(false);
});

test('what failed is shown, and the others can be upgraded without it', async () => {
  await expect(folder.upgrade(OPTIONS, folder.proofOf(['worker']).prover)).rejects.toThrow(
    '--allow-partial',
  );
  expect(printed.at(-1)).toContain(
    'worker, build: failed (built)\n  ModuleNotFoundError: No module',
  );
  await expect(
    folder.upgrade(OPTIONS, folder.proofOf(['python', 'api']).prover),
  ).rejects.not.toThrow('--allow-partial');
});

test('failing services stay on a copy of the old stack where that is allowed', async () => {
  const old = folder.read(FILE);
  const { prover, calls } = folder.proofOf(['worker']);
  await folder.upgrade({ ...OPTIONS, allowPartial: true }, prover);
  expect(calls).toEqual([...DONE, 'canBuild python-old worker', 'finish python,api']);
  expect(folder.read(FILE)).toContain(PINNED);
  expect(folder.read('services/api/Dockerfile')).toContain('/python-base AS python-base');
  const froms = /^FROM \S+\/python-old-base AS python-base\nFROM \S+\/python-old-base-builder AS/m;
  expect(folder.read('services/worker/Dockerfile')).toMatch(froms);
  expect(folder.read('images/python-old/Dockerfile')).toBe(
    old
      .replaceAll('images/python/', 'images/python-old/')
      .replaceAll('/python-base', '/python-old-base')
      .replaceAll(/(nx \S+) python`/g, '$1 python-old`')
      .replaceAll('/python-dev', '/python-old-dev'),
  );
  expect(printed.at(-1)).toMatch(
    /^worker stays on python:3\.11-slim-bookworm, in the new stack python-old\n {2}Upgrade them/,
  );
});

test('a copy that cannot be built is none', async () => {
  const before = folder.files();
  const { prover } = folder.proofOf(['worker'], { canBuild: false });
  await expect(folder.upgrade({ ...OPTIONS, allowPartial: true }, prover)).rejects.toThrow(
    'as before',
  );
  expect(folder.files()).toEqual(before);
});

test('an upgrade that was killed keeps every other one out, and can be finished or undone', async () => {
  const before = folder.files();
  const journal = upgradeJournalPlace(folder.root).file;
  const kill = async () => {
    const { prover } = folder.proofOf([]);
    // What a kill leaves: nothing is put back.
    const after = async () => {
      const left = { journal: readFileSync(journal), files: folder.read(FILE) };
      rmSync(journal);
      writeFiles(folder.root, { kept: '' });
      throw left;
    };
    await folder.upgrade(OPTIONS, { ...prover, after }).then(undefined, (left) => {
      rmSync(join(folder.root, 'kept'));
      writeFiles(folder.root, {
        [journal.slice(folder.root.length + 1)]: String(left.journal),
        [FILE]: left.files,
      });
    });
  };
  await kill();
  for (const options of [OPTIONS, { stack: 'other', digest: true }]) {
    await expect(folder.upgrade(options)).rejects.toThrow(
      /nx-slipway-upgrade\.json: the upgrade of python to python:3\.13[\s\S]* was not finished: its files are written and not proven\n[\s\S]*--continue[\s\S]*--undo/,
    );
  }
  await folder.upgrade({ undo: true });
  expect(folder.files()).toEqual(before);
  expect(printed.at(-1)).toBe(`Put back: ${FILE}`);
  await kill();
  const { prover, calls } = folder.proofOf([]);
  await folder.upgrade({ continue: true }, prover);
  expect(calls).toEqual(['after true true', 'finish python,api,worker']);
  expect(folder.read(FILE)).toContain(PINNED);
  await expect(folder.upgrade({ undo: true })).rejects.toThrow('nothing to undo');
});

test.each([
  [{ continue: true, undo: true }, 'Choose one'],
  [{ ...OPTIONS, verify: false, allowPartial: true }, 'Add --verify'],
  [{ continue: true }, 'nothing to continue'],
])('%j is refused', async (options, message) => {
  await expect(folder.upgrade(options)).rejects.toThrow(message);
});
