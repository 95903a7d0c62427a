import { expect } from 'vitest';
import type { Selection } from '../../src/python/pyproject/selection';
import type { Files } from '../../test-support/workspace-files';
import { type Random, randomOf } from '../random';

/** A workspace before it is locked, and what an image asks of it. */
export interface InstalledWorkspace {
  readonly files: Files;
  /** Folder of the image's project. */
  readonly dir: string;
  readonly selection: Selection;
  /** Whether it may be refused although the installer takes it; absent for no. */
  readonly mayRefuse?: boolean;
}

/**
 * What a comparison of one workspace shows: `refused` where the installer and we refuse it, `unlocked` where the
 * installer finds no versions for it.
 */
export type Comparison = 'equal' | 'refused' | 'unlocked' | { readonly difference: string };

/** What is compared for one installer. */
export interface Oracle<Workspace extends InstalledWorkspace> {
  readonly installer: string;
  /** Makes a workspace, the same for the same numbers. */
  readonly make: (random: Random) => Workspace;
  readonly compare: (workspace: Workspace) => Promise<Comparison>;
  /** How many workspaces `npm test` has time for. */
  readonly share: number;
}

const { SLIPWAY_ORACLE_WORKSPACES: asked, SLIPWAY_ORACLE_SEED: seed = '1' } = process.env;

/** More than one, since installers wait for indexes and disks; few, since the engine's tests run beside. */
const AT_ONCE = 2;

/**
 * Compares random workspaces, prints the counts, and fails with the smallest workspace that differs. Most of them have
 * to be installable, or equality proves nothing.
 */
export async function runOracle<Workspace extends InstalledWorkspace>({
  installer,
  make,
  compare,
  share,
}: Oracle<Workspace>): Promise<void> {
  const count = Number(asked ?? share);
  const counts = { equal: 0, refused: 0, unlocked: 0 };
  const failures: string[] = [];
  const started = Date.now();
  const indexes = Array.from({ length: count }, (_, index) => index).values();
  const work = async (): Promise<void> => {
    for (const index of indexes) {
      const workspace = make(randomOf(Number(seed) * 100_000 + index));
      const found = await compare(workspace);
      if (typeof found === 'string') counts[found] += 1;
      else {
        console.log(`workspace ${index} of seed ${seed}: ${found.difference}`);
        failures.push(describeFailure(index, workspace, found.difference));
      }
      const done = counts.equal + counts.refused + counts.unlocked + failures.length;
      if (asked !== undefined && done % 50 === 0) console.log(`${done} of ${count}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = Math.round((Date.now() - started) / 1000);
  const figures = { ...counts, different: failures.length, seconds };
  console.log(`oracle of ${installer}, seed ${seed}: ${JSON.stringify(figures)}`);
  expect(failures.sort((a, b) => a.length - b.length)[0] ?? '').toBe('');
  expect(counts.equal).toBeGreaterThan(count / 4);
}

function describeFailure(
  index: number,
  { files, dir, selection }: InstalledWorkspace,
  difference: string,
): string {
  const texts = Object.entries(files).map(([file, text]) => `== ${file}\n${text}`);
  const head = `workspace ${index} of seed ${seed}: ${dir} ${JSON.stringify(selection)}`;
  return [head, difference, ...texts].join('\n');
}
