import { heldAtOnce } from '../pep508/held-at-once';
import type { MarkerEnvironment } from '../pep508/marker-environment';

/** A version of a package, as one block of a lock has it. */
export interface LockedVersion {
  readonly name: string;
  readonly version: string;
  /** Where it comes from, in words. */
  readonly source: string;
  /** When it is installed; absent for always. */
  readonly marker?: string;
  /** Line of the block. */
  readonly line: number;
}

/** A package of which several versions are installed at once. */
export interface AmbiguousPackage {
  readonly name: string;
  /** Those that are installed together; without a marker always. */
  readonly found: readonly { readonly version: string; readonly marker?: string }[];
  /** Line of the second one. */
  readonly line: number;
  /** Where they are: `x86_64`; absent for everywhere. */
  readonly machine?: string;
}

/**
 * Returns the packages that a lock has an environment install in several versions, or from several sources. Installers
 * put one over the other, and which files stay nobody knows.
 */
export function ambiguousPackages(
  locked: readonly LockedVersion[],
  environment: MarkerEnvironment,
): readonly AmbiguousPackage[] {
  const byName = new Map<string, LockedVersion[]>();
  for (const each of locked) {
    const others = byName.get(each.name);
    if (others) others.push(each);
    else byName.set(each.name, [each]);
  }
  return [...byName].flatMap(([name, all]): readonly AmbiguousPackage[] => {
    const markers = all.map(({ marker }) => marker);
    const held = all.length > 1 ? heldAtOnce(markers, environment) : undefined;
    if (!held) return [];
    const { indexes, machine } = held;
    const found = indexes.flatMap((index) => all[index] ?? []);
    const isOneVersion = new Set(found.map(({ version }) => version)).size < found.length;
    return [
      {
        name,
        found: found.map(({ version, source, marker }) => ({
          version: isOneVersion ? `${version} of ${source}` : version,
          ...(marker !== undefined && { marker }),
        })),
        line: found[1]?.line ?? 1,
        ...(machine !== undefined && { machine }),
      },
    ];
  });
}
