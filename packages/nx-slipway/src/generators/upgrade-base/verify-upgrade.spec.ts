import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderBytes } from '../../../test-support/folder-bytes';
import {
  contents,
  engine,
  FILE,
  PINNED,
  workspace,
} from '../../../test-support/upgraded-workspace';
import { writeFiles } from '../../../test-support/write-files';
import type { UpgradeProver } from '../../build/proof/upgrade-prover';
import type { UpgradeProof } from '../../images/upgrade/proof';
import serviceGenerator from '../service/generator';
import upgradeBaseGenerator from './generator';
import type { UpgradeBaseSchema } from './schema';
import { upgradeJournalPlace } from './upgrade-journal';

let root = '';
let printed: string[] = [];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'verify-upgrade-'));
  const tree = await workspace();
  await serviceGenerator(tree, { name: 'worker', role: 'dramatiq', stack: 'python' });
  writeFiles(root, contents(tree));
  printed = [];
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void printed.push(String(text)));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

/** All files but those of Nx. */
function files(): Readonly<Record<string, string>> {
  const all = Object.entries(folderBytes(root));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith('.nx')));
}
function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** What a proof without an engine finds, and what it was called for. */
function proverOf(failing: readonly string[] | Error, { canBuild = true } = {}) {
  const calls: string[] = [];
  const service = (name: string): UpgradeProof['services'][number] => {
    const isFailing = !(failing instanceof Error) && failing.includes(name);
    const output = isFailing ? { output: ["ModuleNotFoundError: No module named 'imp'"] } : {};
    const verdict = isFailing ? 'failed' : 'passed';
    return {
      ...{ name, images: [] },
      checks: [{ what: 'build', verdict, detail: 'built', ...output }],
    };
  };
  const prover: UpgradeProver = {
    async before() {
      calls.push(`before ${read(FILE).includes(PINNED)}`);
    },
    async after() {
      calls.push(
        `after ${read(FILE).includes(PINNED)} ${existsSync(upgradeJournalPlace(root).file)}`,
      );
      if (failing instanceof Error) throw failing;
      return { services: ['python', 'api', 'worker'].map(service), isStopped: false };
    },
    async canBuild({ stacks, services }) {
      calls.push(`canBuild ${stacks} ${services}`);
      return canBuild;
    },
    async finish(kept) {
      calls.push(`finish ${kept}`);
    },
  };
  return { prover, calls };
}

/** Runs the generator as Nx does, and returns what Nx would write. */
async function upgrade(options: UpgradeBaseSchema, prover?: UpgradeProver) {
  const tree = new FsTree(root, false);
  const callback = await upgradeBaseGenerator(tree, options, engine(), {
    fetchPage: async () => {
      throw new Error('no network');
    },
    index: 'https://index.example/simple',
    ...(prover && { prover }),
  });
  const changes = tree.listChanges().map(({ path }) => path);
  await callback();
  return changes;
}

const OPTIONS = { stack: 'python', python: '3.13', suite: 'trixie', verify: true };
const DONE = ['before false', 'after true true'];

test('a proven upgrade stays, and nothing of it goes through Nx', async () => {
  const before = files();
  const { prover, calls } = proverOf([]);
  expect(await upgrade(OPTIONS, prover)).toEqual([]);
  expect(calls).toEqual([...DONE, 'finish python,api,worker']);
  const changed = Object.keys(files()).filter((file) => files()[file] !== before[file]);
  expect(changed).toEqual([FILE]);
  expect(existsSync(upgradeJournalPlace(root).file)).toBe(false);
  expect(printed.at(-1)).toMatch(/^service +image +result[\s\S]*\napi +passed +built/);
});

test.each([
  ['a service fails', ['worker'], 'failed for worker, and every file is as before'],
  ['the stack fails', ['python', 'api', 'worker'], 'failed for python, api, worker'],
  ['nothing can be proven', new Error('the engine is gone'), 'the engine is gone'],
])('where %s, every file is put back', async (_, failing, message) => {
  const before = files();
  const { prover, calls } = proverOf(failing);
  await expect(upgrade(OPTIONS, prover)).rejects.toThrow(message);
  expect(calls).toEqual([...DONE, 'finish ']);
  expect(files()).toEqual(before);
  expect(existsSync(upgradeJournalPlace(root).file)).toBe(false);
});

test('what failed is shown, and the others can be upgraded without it', async () => {
  await expect(upgrade(OPTIONS, proverOf(['worker']).prover)).rejects.toThrow('--allow-partial');
  expect(printed.at(-1)).toContain(
    'worker, build: failed (built)\n  ModuleNotFoundError: No module',
  );
  await expect(upgrade(OPTIONS, proverOf(['python', 'api']).prover)).rejects.not.toThrow(
    '--allow-partial',
  );
});

test('failing services stay on a copy of the old stack where that is allowed', async () => {
  const old = read(FILE);
  const { prover, calls } = proverOf(['worker']);
  await upgrade({ ...OPTIONS, allowPartial: true }, prover);
  expect(calls).toEqual([...DONE, 'canBuild python-old worker', 'finish python,api']);
  expect(read(FILE)).toContain(PINNED);
  expect(read('services/api/Dockerfile')).toContain('/python-base AS python-base');
  const froms = /^FROM \S+\/python-old-base AS python-base\nFROM \S+\/python-old-base-builder AS/m;
  expect(read('services/worker/Dockerfile')).toMatch(froms);
  expect(read('images/python-old/Dockerfile')).toBe(
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
  const before = files();
  const { prover } = proverOf(['worker'], { canBuild: false });
  await expect(upgrade({ ...OPTIONS, allowPartial: true }, prover)).rejects.toThrow('as before');
  expect(files()).toEqual(before);
});

test('an upgrade that was killed keeps every other one out, and can be finished or undone', async () => {
  const before = files();
  const journal = upgradeJournalPlace(root).file;
  const kill = async () => {
    const { prover } = proverOf([]);
    // What a kill leaves: nothing is put back.
    const after = async () => {
      const left = { journal: readFileSync(journal), files: read(FILE) };
      rmSync(journal);
      writeFiles(root, { kept: '' });
      throw left;
    };
    await upgrade(OPTIONS, { ...prover, after }).then(undefined, (left) => {
      rmSync(join(root, 'kept'));
      writeFiles(root, {
        [journal.slice(root.length + 1)]: String(left.journal),
        [FILE]: left.files,
      });
    });
  };
  await kill();
  for (const options of [OPTIONS, { stack: 'other', digest: true }]) {
    await expect(upgrade(options)).rejects.toThrow(
      /nx-slipway-upgrade\.json: the upgrade of python to python:3\.13[\s\S]* was not finished: its files are written and not proven\n[\s\S]*--continue[\s\S]*--undo/,
    );
  }
  await upgrade({ undo: true });
  expect(files()).toEqual(before);
  expect(printed.at(-1)).toBe(`Put back: ${FILE}`);
  await kill();
  const { prover, calls } = proverOf([]);
  await upgrade({ continue: true }, prover);
  expect(calls).toEqual(['after true true', 'finish python,api,worker']);
  expect(read(FILE)).toContain(PINNED);
  await expect(upgrade({ undo: true })).rejects.toThrow('nothing to undo');
});

test.each([
  [{ continue: true, undo: true }, 'Choose one'],
  [{ ...OPTIONS, verify: false, allowPartial: true }, 'Add --verify'],
  [{ continue: true }, 'nothing to continue'],
])('%j is refused', async (options, message) => {
  await expect(upgrade(options)).rejects.toThrow(message);
});
