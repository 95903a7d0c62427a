import type { RecordedFiles } from '../../python/wheels/wheel-record';
import type { LayerGroups } from './layer-groups';
import type { SharingImage } from './sharing-image';

/** Packages of one image that install different contents of a file. */
export interface FileConflict {
  /** The first image, by id, that has all of them. */
  readonly image: string;
  /** Sorted. */
  readonly packages: readonly string[];
  /** The first of their common files, relative to site-packages. */
  readonly file: string;
}

/** Key of a release in {@link findFileConflicts}. */
export function releaseKey({ name, version }: { readonly name: string; readonly version: string }) {
  return `${name} ${version}`;
}

/**
 * Finds packages of one image that install different contents of the same file, as the build's own check does: which
 * one wins would depend on the order of layers.
 *
 * @param files of releases, by {@link releaseKey}; of the others nothing is known
 * @param together sets of packages that are known to own the same files
 */
export function findFileConflicts(
  images: readonly SharingImage[],
  files: ReadonlyMap<string, RecordedFiles>,
  together: LayerGroups['together'],
): readonly FileConflict[] {
  const contested = contestedFiles(files);
  const found = new Map<string, FileConflict>();
  for (const { id, closure } of [...images].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const installed = new Map(closure.map((each) => [releaseKey(each), each.name]));
    for (const [file, owners] of contested) {
      const own = owners.filter(({ release }) => installed.has(release));
      if (new Set(own.map(({ hash }) => hash)).size < 2) continue;
      const packages = [...new Set(own.map(({ release }) => installed.get(release) ?? ''))].sort();
      const key = packages.join(' ');
      const isKnown = together.some((set) => packages.every((name) => set.includes(name)));
      if (!isKnown && !found.has(key)) found.set(key, { image: id, packages, file });
    }
  }
  return [...found.values()];
}

interface Owner {
  readonly release: string;
  readonly hash: string;
}

/** Files that releases have with different contents; sorted by path. */
function contestedFiles(
  files: ReadonlyMap<string, RecordedFiles>,
): readonly (readonly [string, readonly Owner[]])[] {
  const owners = new Map<string, Owner[]>();
  for (const [release, recorded] of files) {
    for (const [file, hash] of recorded) {
      const known = owners.get(file) ?? [];
      known.push({ release, hash });
      owners.set(file, known);
    }
  }
  return [...owners]
    .filter(([, each]) => new Set(each.map(({ hash }) => hash)).size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
