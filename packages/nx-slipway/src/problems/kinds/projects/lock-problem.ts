import type { Explanations } from '../../explanation';
import type { LockedBy } from '../../lock-command';
import type { Place } from '../../place';
import { type Relock, relockCommand, relockElsewhere, relockWords } from './relock';

/** What can be wrong with lock files. */
export type LockProblem =
  | {
      readonly kind: 'lock-missing';
      readonly place: Place;
      readonly dir: string;
      readonly installer?: LockedBy;
      readonly relock?: Relock;
    }
  | {
      readonly kind: 'lock-version-unknown';
      readonly place: Place;
      /** The version in the file, or `none`. */
      readonly found: string;
    }
  | { readonly kind: 'lock-layout-unknown'; readonly place: Place }
  | {
      readonly kind: 'lock-package-missing';
      readonly place: Place;
      readonly package: string;
      readonly dir: string;
      readonly installer?: LockedBy;
      readonly relock?: Relock;
    }
  | {
      readonly kind: 'lock-extra-missing';
      readonly place: Place;
      readonly package: string;
      readonly extra: string;
    }
  | {
      readonly kind: 'lock-group-missing';
      readonly place: Place;
      readonly package: string;
      readonly group: string;
    }
  | {
      readonly kind: 'lock-local-archive';
      readonly place: Place;
      readonly package: string;
      /** Path of the wheel, sdist or index, relative to the lock's folder. */
      readonly path: string;
    }
  | {
      readonly kind: 'lock-outdated';
      readonly place: Place;
      /** What the pyproject says and the lock does not, or the other way round. */
      readonly detail: string;
      /** Folder to lock in. */
      readonly dir: string;
      readonly installer?: LockedBy;
      readonly relock?: Relock;
      /** A build backend has a say in it, which uv asked and nx-slipway did not. */
      readonly isUnsure?: true;
      /** A project that is not where the lock has it: uv fails to lock until the lock names its folder. */
      readonly moved?: { readonly from: string; readonly to: string };
    }
  | {
      readonly kind: 'lock-ambiguous';
      /** The second of the blocks. */
      readonly place: Place;
      readonly package: string;
      /** Those that are installed together; without a marker always. */
      readonly found: readonly { readonly version: string; readonly marker?: string }[];
      /** Where they are: `x86_64`; absent for everywhere. */
      readonly machine?: string;
      readonly python?: string;
      readonly dir: string;
      readonly installer: LockedBy;
      readonly relock?: Relock;
    };

export const lockExplanations: Explanations<LockProblem> = {
  'lock-missing': (facts) => ({
    what: 'this lock file is missing, and an image can only be built from one',
    next: relockWords(facts),
  }),
  'lock-version-unknown': ({ found }) => ({
    what: `this lock file has version ${found}; nx-slipway supports version 1`,
    next: 'Lock with a version of uv that writes version 1, or update nx-slipway.',
  }),
  'lock-layout-unknown': () => ({
    what: 'this lock file is not formatted as uv writes it, so nx-slipway cannot take a part of it',
    next: 'Delete it and run `uv lock`.',
  }),
  'lock-package-missing': ({ package: name, ...facts }) => ({
    what: `${name} is missing in this lock file`,
    next: relockWords(facts),
  }),
  'lock-extra-missing': ({ package: name, extra }) => ({
    what: `${name} has no extra \`${extra}\` in this lock file`,
    next: 'Correct the name of the extra, or add it to the pyproject and run `uv lock`.',
  }),
  'lock-group-missing': ({ package: name, group }) => ({
    what: `neither ${name} nor the workspace root has a group \`${group}\` in this lock file`,
    next: 'Correct the name of the group, or add it to the pyproject and run `uv lock`.',
  }),
  'lock-local-archive': ({ package: name, path }) => ({
    what: `${name} is locked to ${path}, a file on disk that is not available in an image`,
    next: 'Publish it to an index, or use its URL.',
  }),
  'lock-outdated': ({ detail, moved, ...facts }) => ({
    what: `the lock file is outdated: ${detail}`,
    next: moved
      ? `Correct all files that name the old folder: nx g nx-slipway:move ${moved.from} --directory=${moved.to}`
      : relockWords(facts),
  }),
  'lock-ambiguous': ({ package: name, found, machine, python, ...facts }) => ({
    what: `${facts.installer === 'poetry' ? 'Poetry' : facts.installer} would install several versions of ${name} over each other${machine === undefined ? '' : ` on ${machine}`}${python === undefined ? '' : ` with Python ${python}`}: ${found.map(inWords).join(', ')}`,
    next:
      facts.installer === 'poetry'
        ? `Let Poetry choose one when it installs: \`poetry config --local installer.re-resolve true${facts.dir === '.' ? '' : ` --directory ${facts.dir}`}\`. Or ask for one version of ${name} alone and run ${relockCommand(facts)}.`
        : `Delete the lock file and run ${relockCommand(facts)}.${relockElsewhere(facts)}`,
  }),
};

function inWords({ version, marker }: { readonly version: string; readonly marker?: string }) {
  return marker === undefined ? `${version} always` : `${version} where ${marker}`;
}
