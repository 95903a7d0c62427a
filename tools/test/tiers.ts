import { basename } from 'node:path';
import type { Engine } from '../engine/engine.ts';

/** Vitest projects that run together. */
export interface Tier {
  readonly folder: string;
  /** Projects of the folder's vitest config; empty for all. */
  readonly projects: readonly string[];
  /** The kind of engine it is left out without. */
  readonly needs?: Engine['kind'];
  /** Variables that have it try more. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it runs while the tier before it does, and is shown after it. */
  readonly isBeside?: true;
  /** Whether its tests need the package index all the time. */
  readonly needsIndex?: true;
}

const PACKAGE = { folder: 'packages/nx-slipway', needsIndex: true } as const;

/** What a command runs, as vitest projects of which config. */
export const COMMANDS: Readonly<Record<string, readonly Tier[]>> = {
  test: [
    { folder: 'packages/dockerfile-frontend', projects: [] },
    { folder: 'tools', projects: [] },
    // The last one: those of e2e run beside it.
    { ...PACKAGE, projects: ['unit', 'examples', 'engine', 'oracle'] },
  ],
  // What takes minutes and rarely falls.
  nightly: [
    { ...PACKAGE, projects: ['nightly'] },
    {
      ...PACKAGE,
      projects: ['oracle'],
      env: { SLIPWAY_ORACLE_PAIRS: '2000', SLIPWAY_ORACLE_WORKSPACES: '40' },
    },
    { folder: 'e2e', projects: ['nightly'] },
    { folder: 'e2e/versions', projects: [], env: { SLIPWAY_EVERY_NX: '1' }, isBeside: true },
  ],
  oracle: [{ ...PACKAGE, projects: ['oracle'] }],
  examples: [{ ...PACKAGE, projects: ['examples'] }],
  // Building BuildKit and an S3 server and filling podman's store takes minutes, which every run of CI on a
  // bare machine would pay.
  fleet: [
    { ...PACKAGE, projects: ['fleet'] },
    { ...PACKAGE, projects: ['podman'], needs: 'private' },
  ],
  e2e: [
    // Both have workspaces of their own, and do one thing after the other.
    { folder: 'e2e', projects: ['e2e'], isBeside: true },
    { folder: 'e2e/versions', projects: [], isBeside: true },
  ],
};

/**
 * Returns the tiers of commands, or only those of the given names. A tier has the name of its vitest project, or of its
 * folder if it has no projects.
 *
 * @throws for a command or a tier that does not exist
 */
export function chooseTiers(
  commands: readonly string[],
  names: readonly string[],
): readonly Tier[] {
  const tiers = commands.flatMap(tiersOf);
  if (names.length === 0) return tiers;
  const known = tiers.flatMap(namesOf);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`unknown tier ${unknown.join(', ')}; choose from ${known.join(', ')}`);
  }
  return tiers.flatMap((tier): Tier[] => {
    if (!namesOf(tier).some((name) => names.includes(name))) return [];
    return [{ ...tier, projects: tier.projects.filter((project) => names.includes(project)) }];
  });
}

/** Returns the tiers in the groups that run at the same time. */
export function groupTiers(tiers: readonly Tier[]): readonly (readonly Tier[])[] {
  const groups: Tier[][] = [];
  for (const tier of tiers) {
    const last = groups.at(-1);
    if (last && tier.isBeside) last.push(tier);
    else groups.push([tier]);
  }
  return groups;
}

/** The names of a tier. */
export function namesOf({ folder, projects }: Tier): readonly string[] {
  return projects.length > 0 ? projects : [basename(folder)];
}

function tiersOf(command: string): readonly Tier[] {
  const found = COMMANDS[command];
  if (!found) {
    throw new Error(`unknown command ${command}; choose from ${Object.keys(COMMANDS).join(', ')}`);
  }
  return found;
}
