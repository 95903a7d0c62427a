import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem } from '../../src/problems/format-problem';
import type { Problem } from '../../src/problems/problem';
import {
  COMMON_MACHINES,
  type MarkerEnvironment,
} from '../../src/python/pep508/marker-environment';
import type { ThirdPartyPackage } from '../../src/python/pyproject/third-party-package';
import { workspaceReader } from '../../src/workspace/files/workspace-reader';
import type { OpenLock } from '../../src/workspace/locks/lock';
import { openLock } from '../../src/workspace/locks/open-lock';
import { withoutForeignFiles } from '../../src/workspace/locks/without-foreign-files';
import { readWorkspace } from '../../src/workspace/model/read-workspace';
import { writeFiles } from '../../test-support/write-files';
import { chance, pick, type Random } from '../random';
import type { HostPython } from './host-pythons';
import type { Comparison, InstalledWorkspace } from './run-oracle';

/** What an installer would install, as sorted `name==version`, or why it refuses. */
export type Installed = readonly string[] | { readonly refused: string };

/** How the real installer is asked; folders are absolute. */
export interface RealInstaller<Workspace extends InstalledWorkspace> {
  /** Locks the workspace in a folder; false where that is impossible. */
  readonly lock: (folder: string, workspace: Workspace) => Promise<boolean>;
  /**
   * Lists what it would install of the whole lock, or of a slice or what is left of it, which is alone in a folder.
   */
  readonly installed: (
    folder: string,
    workspace: Workspace,
    part: 'whole' | 'slice' | 'left',
  ) => Promise<Installed>;
  /** Lists what the RUN of the shared layers would install. */
  readonly layers: (folder: string, packages: readonly ThirdPartyPackage[]) => Promise<Installed>;
}

/** The machine that is installed for, and which of the packages shared layers hold. */
export interface InstalledFor {
  readonly python: HostPython;
  readonly environment: MarkerEnvironment;
  readonly isShared: (name: string) => boolean;
}

/** Picks a Python, whether images are for another machine as well, and whether all is shared or the half of it. */
export function installedFor(random: Random, pythons: readonly HostPython[]): InstalledFor {
  const python = pick(random, pythons);
  const own = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const machines = chance(random, 0.5) ? [own] : COMMON_MACHINES;
  const [isAll, parity] = [chance(random, 0.6), chance(random, 0.5) ? 0 : 1];
  return {
    python,
    environment: { python: python.minor, machines },
    isShared: (name) => isAll || name.length % 2 === parity,
  };
}

/**
 * Locks a workspace and compares what its installer would install from the whole lock with what it would from our
 * slice of it, with and without the packages that come in shared layers.
 */
export async function compareWorkspace<Workspace extends InstalledWorkspace>(
  workspace: Workspace,
  installer: RealInstaller<Workspace>,
  target: InstalledFor,
): Promise<Comparison> {
  const root = mkdtempSync(join(tmpdir(), 'slipway-installers-'));
  try {
    const whole = join(root, 'whole');
    writeFiles(whole, workspace.files);
    if (!(await installer.lock(whole, workspace))) return 'unlocked';
    const expected = refuseTwice(await installer.installed(whole, workspace, 'whole'));
    return await compareLocked({ root, workspace, installer, target, expected });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Locked<Workspace extends InstalledWorkspace> {
  readonly root: string;
  readonly workspace: Workspace;
  readonly installer: RealInstaller<Workspace>;
  readonly target: InstalledFor;
  readonly expected: Installed;
}

async function compareLocked<Workspace extends InstalledWorkspace>(
  facts: Locked<Workspace>,
): Promise<Comparison> {
  const { root, workspace, installer, target, expected } = facts;
  const { selection } = workspace;
  const isRefused = 'refused' in expected;
  const opened = openWhole(join(root, 'whole'), workspace);
  if (!opened) return { difference: `no project in ${workspace.dir}` };
  const { lock } = opened;
  const slice = lock.broken.length > 0 ? undefined : lock.slice(selection);
  const problems = [
    ...opened.problems,
    ...lock.broken,
    ...lock.outdated,
    ...(slice?.problems ?? []),
    ...(lock.broken.length > 0 ? [] : (lock.check?.(selection, target.environment) ?? [])),
  ];
  if (problems.length > 0 || !slice?.files) {
    const words = problems.map(formatProblem).join('\n');
    return isRefused || workspace.mayRefuse
      ? 'refused'
      : { difference: `a fresh lock is refused: ${words}` };
  }
  writeFiles(join(root, 'slice'), withoutForeignFiles(slice.files, target.environment));
  const actual = await installer.installed(join(root, 'slice'), workspace, 'slice');
  if (!isSame(actual, expected)) return differs('the slice', expected, actual);

  const shared = lock
    .thirdParty(selection, target.environment)
    .filter(
      ({ name, isCertain, requirement }) => isCertain && requirement && target.isShared(name),
    );
  // With nothing to share an image is installed from the slice.
  if (shared.length === 0) return isRefused ? 'refused' : 'equal';
  const names = new Set(shared.map(({ name }) => name));
  const left = lock.slice(selection, { names, environment: target.environment });
  writeFiles(join(root, 'left'), withoutForeignFiles(left.files ?? {}, target.environment));
  const both = together(
    await installer.layers(root, shared),
    await installer.installed(join(root, 'left'), workspace, 'left'),
  );
  if (!isSame(both, expected)) return differs('shared layers', expected, both);
  return isRefused ? 'refused' : 'equal';
}

/** Of two versions over each other an image cannot hold both, and nobody knows which: to refuse is right. */
function refuseTwice(found: Installed): Installed {
  if ('refused' in found) return found;
  const names = found.map((each) => each.replace(/==.*/, ''));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? found : { refused: `${twice} is installed twice` };
}

/** Two refusals are the same, whatever their words. */
function isSame(a: Installed, b: Installed): boolean {
  return 'refused' in a || 'refused' in b ? 'refused' in a && 'refused' in b : `${a}` === `${b}`;
}

function together(a: Installed, b: Installed): Installed {
  if ('refused' in a) return a;
  return 'refused' in b ? b : [...a, ...b].sort();
}

function openWhole(
  folder: string,
  { files, dir }: InstalledWorkspace,
): { readonly lock: OpenLock; readonly problems: readonly Problem[] } | undefined {
  const reader = workspaceReader(folder);
  const names = Object.keys(files).flatMap((file) =>
    file.endsWith('pyproject.toml') ? [dirname(file)] : [],
  );
  const model = readWorkspace(reader, new Map(names.map((name) => [name, name])), {
    namespace: 'oracle',
  });
  const project = model.python.get(dir);
  return (
    project && {
      lock: openLock(project, { read: reader.read, workspace: model }),
      problems: model.problems,
    }
  );
}

function differs(what: string, expected: Installed, actual: Installed): Comparison {
  const text = (found: Installed) =>
    'refused' in found ? `refused: ${found.refused}` : found.join(' ');
  return { difference: `whole lock: ${text(expected)}\n${what}: ${text(actual)}` };
}
