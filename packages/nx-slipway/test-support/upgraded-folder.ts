import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import type { UpgradeProver } from '../src/build/proof/upgrade-prover';
import serviceGenerator from '../src/generators/service/generator';
import upgradeBaseGenerator from '../src/generators/upgrade-base/generator';
import { upgradeJournalPlace } from '../src/generators/upgrade-base/proof/upgrade-journal';
import type { UpgradeBaseSchema } from '../src/generators/upgrade-base/schema';
import type { UpgradeProof } from '../src/images/upgrade/proof';
import { folderBytes } from './folder-bytes';
import { noNetwork } from './silent-index';
import { contents, engine, FILE, PINNED, workspace } from './upgraded-workspace';
import { writeFiles } from './write-files';

/** A proof without an engine, and what it was called for. */
export interface FakeProof {
  readonly prover: UpgradeProver;
  readonly calls: readonly string[];
}

/** A workspace on disk whose stack is upgraded and proven. */
export interface UpgradedFolder {
  readonly root: string;
  readonly read: (file: string) => string;
  /** All files but those of Nx, with their bytes. */
  readonly files: () => Readonly<Record<string, string>>;
  /** A proof that finds that some projects fail, or cannot be made. */
  readonly proofOf: (
    failing: readonly string[] | Error,
    more?: { readonly canBuild?: boolean },
  ) => FakeProof;
  /** Runs the generator as Nx does, and returns what Nx would write. */
  readonly upgrade: (
    options: UpgradeBaseSchema,
    prover?: UpgradeProver,
  ) => Promise<readonly string[]>;
  readonly dispose: () => void;
}

/** Writes a stack on Python 3.11 with the services `api` and `worker` into a fresh folder. @param change of it */
export async function upgradedFolder(
  change: (tree: Tree) => void = () => {},
): Promise<UpgradedFolder> {
  const root = mkdtempSync(join(tmpdir(), 'verify-upgrade-'));
  const tree = await workspace();
  await serviceGenerator(tree, { name: 'worker', role: 'dramatiq', stack: 'python' });
  change(tree);
  writeFiles(root, contents(tree));
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  return {
    root,
    read,
    files() {
      const all = Object.entries(folderBytes(root));
      return Object.fromEntries(all.filter(([path]) => !path.startsWith('.nx')));
    },
    proofOf(failing, { canBuild = true } = {}) {
      const calls: string[] = [];
      const prover: UpgradeProver = {
        async before() {
          calls.push(`before ${read(FILE).includes(PINNED)}`);
        },
        async after() {
          const hasJournal = existsSync(upgradeJournalPlace(root).file);
          calls.push(`after ${read(FILE).includes(PINNED)} ${hasJournal}`);
          if (failing instanceof Error) throw failing;
          const services = ['python', 'api', 'worker'].map((name) => proven(name, failing));
          return { services, isStopped: false };
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
    },
    async upgrade(options, prover) {
      const nx = new FsTree(root, false);
      const callback = await upgradeBaseGenerator(nx, options, engine(), {
        fetchPage: noNetwork,
        index: 'https://index.example/simple',
        ...(prover && { prover: () => prover }),
      });
      const changes = nx.listChanges().map(({ path }) => path);
      await callback();
      return changes;
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

function proven(name: string, failing: readonly string[]): UpgradeProof['services'][number] {
  const isFailing = failing.includes(name);
  const output = isFailing ? { output: ["ModuleNotFoundError: No module named 'imp'"] } : {};
  const verdict = isFailing ? 'failed' : 'passed';
  return {
    ...{ name, images: [] },
    checks: [{ what: 'build', verdict, detail: 'built', ...output }],
  };
}
