import type { Explanations } from '../../explanation';
import { firstFew } from '../../first-few';
import type { Place } from '../../place';

/** Where a compiled file comes from, which decides what can be done about it. */
export type LinkedRemedy = 'release' | 'image' | 'workspace';

/**
 * Why nobody knows what a compiled file is linked with on the new base: a step `made` it, the lock or the workspace has
 * another one (`stale`), no lock has it or its files are `unknown`, or Dockerfiles install `packages` that they do not name.
 */
export type UnsureLink = 'made' | 'stale' | 'unknown' | 'packages';

/** What compiled files of images are linked with, and a new base lacks. */
export type LinkedProblem =
  | {
      readonly kind: 'linked-library-missing';
      readonly place: Place;
      /** Path in the image. */
      readonly path: string;
      /** `libpcre.so.3` */
      readonly library: string;
      /** The Debian package that has it on the old base; absent for a library of Python itself. */
      readonly package?: string;
      readonly reference: string;
      readonly remedy: LinkedRemedy;
    }
  | {
      readonly kind: 'linked-version-missing';
      readonly place: Place;
      readonly path: string;
      readonly library: string;
      /** Of its symbols: `GLIBC_2.38`. */
      readonly versions: readonly string[];
      readonly reference: string;
      readonly remedy: LinkedRemedy;
    }
  | {
      readonly kind: 'linked-library-unsure';
      readonly place?: Place;
      readonly path: string;
      /** `libpcre.so.3`, or `GLIBC_2.38 of libc.so.6`. */
      readonly library: string;
      readonly reference: string;
      readonly unsure: UnsureLink;
    }
  | {
      /** It is so on the old base as well. */
      readonly kind: 'linked-machine-differs';
      readonly place?: Place;
      readonly package: string;
      readonly version: string;
      /** That its compiled files are for: `x86_64`. */
      readonly machine: string;
      /** Of the image. */
      readonly own: string;
    }
  | {
      readonly kind: 'linked-unchecked';
      /** References. */
      readonly images: readonly string[];
      /** Absent where the engine does not have them. */
      readonly why?: string;
      /** What builds them; absent where that is no help. */
      readonly command?: string;
      /** Whether an engine did not answer. */
      readonly isDown: boolean;
    };

const REMEDIES: Readonly<Record<LinkedRemedy, string>> = {
  release: 'Lock a release that does not need it',
  image: 'Copy the file from an image of the same Debian release as the new base, build again',
  workspace: 'Compile the file on the new base',
};

const REASONS: Readonly<Record<UnsureLink, string>> = {
  made: 'a step of a Dockerfile makes the file, and may link it in another way on the new base',
  stale: 'the image was built before the lock file or the sources changed',
  unknown: 'the file that the new base installs is unknown',
  packages: 'the Dockerfiles install Debian packages that they do not name',
};

const PROVE = 'Build the images on the new base and compare them: run this command with --verify';

export const linkedExplanations: Explanations<LinkedProblem> = {
  'linked-library-missing': ({ path, library, package: owner, reference, remedy }) => ({
    what: `${path} is linked with ${library}${owner === undefined ? '' : `, which is in the Debian package ${owner}`}, and ${reference} does not have that library`,
    next: `${REMEDIES[remedy]}, or install a Debian package that has ${library}.`,
  }),
  'linked-version-missing': ({ path, library, versions, reference, remedy }) => ({
    what: `${path} needs ${versions.join(', ')} of ${library}, which ${reference} is too old for`,
    next: `${REMEDIES[remedy]}, or choose a newer Debian release.`,
  }),
  'linked-library-unsure': ({ path, library, reference, unsure }) => ({
    what: `${path} is linked with ${library}, which ${reference} does not have, and it is unknown whether it still needs it there: ${REASONS[unsure]}`,
    next: `${PROVE}.`,
  }),
  'linked-machine-differs': ({ package: name, version, machine, own }) => ({
    what: `the compiled files of ${name} ${version} are for ${machine}, and the image is for ${own}`,
    next: 'Install packages in a stage of the platform that the image is for.',
  }),
  'linked-unchecked': ({ images, why, command, isDown }) => ({
    what: `it is unknown whether compiled files of ${firstFew(images, 5)} need shared libraries that the new base lacks: ${why ?? `the engine does not have ${images.length === 1 ? 'this image' : 'these images'}`}`,
    next: isDown
      ? 'Run this command again once an engine is reachable.'
      : command === undefined
        ? `${PROVE}.`
        : `Build ${images.length === 1 ? 'it' : 'them'}, and run this command again: ${command}`,
  }),
};
