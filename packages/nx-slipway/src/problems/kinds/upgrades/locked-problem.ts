import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What stands against installing locked packages on another base. */
export type LockedProblem =
  | {
      /** No image can install it. */
      readonly kind: 'lock-without-wheel';
      readonly place: Place;
      readonly package: string;
      readonly version?: string;
      /** Python tags of the wheels there are: `cp311`. */
      readonly tags: readonly string[];
      readonly python: string;
      /** Machines that had a wheel: `x86_64`. */
      readonly machines: readonly string[];
    }
  | {
      /** It would be compiled. */
      readonly kind: 'lock-sdist-only';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      readonly python: string;
      readonly machines: readonly string[];
      /** Debian packages that it is compiled with, as far as they are known and not installed. */
      readonly build: readonly string[];
    }
  | {
      /** It was compiled before as well. */
      readonly kind: 'lock-always-compiled';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      readonly build: readonly string[];
    }
  | {
      readonly kind: 'lock-wheel-glibc';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      /** `2.38` */
      readonly needs: string;
      readonly has: string;
      readonly suite: string;
    }
  | {
      readonly kind: 'lock-release-python';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      readonly range: string;
      readonly python: string;
    }
  | {
      readonly kind: 'lock-files-unchecked';
      readonly place: Place;
      readonly packages: readonly string[];
      readonly why: string;
    }
  | {
      readonly kind: 'locked-before-numpy-2';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      readonly numpy: string;
    }
  | {
      readonly kind: 'setuptools-not-locked';
      readonly place: Place;
      readonly module: string;
      readonly python: string;
    }
  | {
      readonly kind: 'builder-pin-python';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      /** Of the Pythons that it is for; absent where it only has no file for the new one. */
      readonly range?: string;
      readonly python: string;
    }
  | {
      readonly kind: 'builder-pins-unchecked';
      readonly place: Place;
      readonly packages: readonly string[];
      readonly why: string;
    };

function release(name: string, version?: string): string {
  return [name, version ?? ''].join(' ').trim();
}

const UPGRADE = 'Lock a newer version: uv lock --upgrade-package';

export const lockedExplanations: Explanations<LockedProblem> = {
  'lock-without-wheel': ({ package: name, version, tags, python, machines }) => ({
    what: `${release(name, version)} is locked as wheels for ${tags.join(', ')} only, without an sdist, so Python ${python} cannot install it on ${machines.join(' and ')}`,
    next: `${UPGRADE} ${name}`,
  }),
  'lock-sdist-only': ({ package: name, version, python, machines, build }) => ({
    what: `${release(name, version)} has no wheel for Python ${python} on ${machines.join(' and ')} and would be compiled${build.length > 0 ? `, which needs ${build.join(', ')}` : ''}`,
    next:
      build.length > 0
        ? `${UPGRADE} ${name}, or add the Debian packages to base-builder.`
        : `${UPGRADE} ${name}`,
  }),
  'lock-always-compiled': ({ package: name, version, build }) => ({
    what: `${release(name, version)} has no wheel, so it is compiled, which needs ${build.join(', ')}`,
    next: 'Install them in base-builder, unless another package brings them.',
  }),
  'lock-wheel-glibc': ({ package: name, version, needs, has, suite }) => ({
    what: `the wheels of ${release(name, version)} need glibc ${needs}, and ${suite} has ${has}`,
    next: 'Choose a newer Debian release, or lock an older version of the package.',
  }),
  'lock-release-python': ({ package: name, version, range, python }) => ({
    what: `${release(name, version)} is for Python \`${range}\`, which ${python} does not meet`,
    next: `${UPGRADE} ${name}`,
  }),
  'lock-files-unchecked': ({ packages, why }) => ({
    what: `it is unknown whether ${packages.join(', ')} can be installed on the new Python: ${why}`,
    next: 'Run this command again once the package index can be reached.',
  }),
  'locked-before-numpy-2': ({ package: name, version, numpy }) => ({
    what: `${release(name, version)} is older than numpy 2, and numpy ${numpy} is locked beside it`,
    next: `If it fails to import, lock a newer version: uv lock --upgrade-package ${name}`,
  }),
  'setuptools-not-locked': ({ module, python }) => ({
    what: `\`${module}\` is imported, and images of Python ${python} do not have setuptools any more`,
    next: 'Add setuptools to the dependencies of the project, or stop importing it.',
  }),
  'builder-pin-python': ({ package: name, version, range, python }) => ({
    what:
      range === undefined
        ? `${release(name, version)} has no file that Python ${python} can install`
        : `${release(name, version)} is for Python \`${range}\`, which ${python} does not meet`,
    next: `Pin a newer version of ${name} in this file.`,
  }),
  'builder-pins-unchecked': ({ packages, why }) => ({
    what: `it is unknown whether ${packages.join(', ')} can be installed on the new Python: ${why}`,
    next: 'Run this command again once the package index can be reached.',
  }),
};
