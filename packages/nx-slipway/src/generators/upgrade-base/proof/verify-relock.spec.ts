import { chmodSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { logger } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type UpgradedFolder, upgradedFolder } from '../../../../test-support/upgraded-folder';
import { FILE, setRange } from '../../../../test-support/upgraded-workspace';
import { uvLockText } from '../../../../test-support/uv-lock-text';
import { writeFiles } from '../../../../test-support/write-files';

const OPTIONS = {
  ...{ stack: 'python', python: '3.13', suite: 'trixie' },
  ...{ verify: true, applyFixes: true },
};

const { PATH } = process.env;
let folder: UpgradedFolder;
let printed: string[] = [];

beforeEach(async () => {
  folder = await upgradedFolder((tree) => {
    setRange(tree, '>=3.11,<3.13');
    const services = ['api', 'billing', 'worker'];
    tree.write(
      'uv.lock',
      uvLockText(services.map((name) => ({ name, folder: `services/${name}` }))),
    );
  });
  printed = [];
  vi.spyOn(logger, 'info').mockImplementation((text: unknown) => void printed.push(String(text)));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  process.env.PATH = PATH;
  folder.dispose();
});

/** Puts a uv first on PATH that does this in place of locking. */
function useUv(script: string): void {
  const file = '.nx/bin/uv';
  writeFiles(folder.root, { [file]: `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder.root, file), 0o755);
  process.env.PATH = [join(folder.root, '.nx/bin'), PATH].join(delimiter);
}

/** What a lock that was made is known by. */
const LOCKING = 'grep -h ^requires-python services/api/pyproject.toml > uv.lock';
const LOCKED = 'requires-python = ">=3.11,<3.14"\n';

test('a lock that becomes out of date is named, and nothing is written', async () => {
  const before = folder.files();
  const { prover, calls } = folder.proofOf([]);
  await expect(folder.upgrade(OPTIONS, prover)).rejects.toThrow(
    /^uv\.lock: the upgrade makes this lock file out of date, .*\n {2}Add --relock\.$/,
  );
  expect(calls).toEqual([]);
  expect(folder.files()).toEqual(before);
});

test('locks are made again from the files of the upgrade, before it is proven', async () => {
  useUv(LOCKING);
  const { prover, calls } = folder.proofOf([]);
  const locks: string[] = [];
  const after = async () => {
    locks.push(folder.read('uv.lock'));
    return await prover.after();
  };
  await folder.upgrade({ ...OPTIONS, relock: true, json: true }, { ...prover, after });
  expect(locks).toEqual([LOCKED]);
  expect(folder.read('uv.lock')).toBe(LOCKED);
  expect(calls.at(-1)).toBe('finish python,api,worker');
  // Standard output holds the plan and the proof, for programs.
  expect(printed.map((each) => Object.keys(JSON.parse(each)))).toEqual([
    ['stacks'],
    ['proof', 'isStopped'],
  ]);
});

test('a stack needs no ignore file of its own for that', async () => {
  useUv(LOCKING);
  rmSync(join(folder.root, `${FILE}.dockerignore`));
  await folder.upgrade({ ...OPTIONS, relock: true }, folder.proofOf([]).prover);
  expect(folder.read('uv.lock')).toBe(LOCKED);
});

test('locks are put back with everything else where the proof fails', async () => {
  useUv(LOCKING);
  const before = folder.files();
  const { prover } = folder.proofOf(['worker']);
  await expect(folder.upgrade({ ...OPTIONS, relock: true }, prover)).rejects.toThrow('as before');
  expect(folder.files()).toEqual(before);
});

test('where a lock cannot be made again, nothing is proven, and every file is as before', async () => {
  useUv("echo 'No solution found' >&2; exit 1");
  const before = folder.files();
  const { prover, calls } = folder.proofOf([]);
  await expect(folder.upgrade({ ...OPTIONS, relock: true }, prover)).rejects.toThrow(
    /^uv\.lock: this lock file could not be made again, .*\nNo solution found\n {2}Change/,
  );
  expect(calls).toEqual(['before false', 'finish ']);
  expect(folder.files()).toEqual(before);
});
