import type { Explanations } from '../../explanation';
import type { Place } from '../../place';
import { adviceInWords, nextOfAdvice, type ReleaseAdvice } from './release-advice';

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
      readonly advice: ReleaseAdvice;
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
      readonly advice: ReleaseAdvice;
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
      readonly advice: ReleaseAdvice;
    }
  | {
      readonly kind: 'lock-release-python';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      readonly range: string;
      readonly python: string;
      readonly advice: ReleaseAdvice;
    }
  | {
      readonly kind: 'lock-files-unchecked';
      readonly place: Place;
      readonly packages: readonly string[];
      readonly why: string;
      /** Whether the index did not answer at all. */
      readonly isDown: boolean;
    }
  | {
      /** What was found of them is sure; what could be locked instead is not. */
      readonly kind: 'lock-releases-unchecked';
      readonly place: Place;
      readonly packages: readonly string[];
      readonly why: string;
      readonly isDown: boolean;
    }
  | {
      readonly kind: 'locked-before-numpy-2';
      readonly place: Place;
      readonly package: string;
      readonly version: string;
      readonly numpy: string;
      /** What locks a newer version. */
      readonly command: string;
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
      /** Another release that it can install; absent for none. */
      readonly instead?: string;
    }
  | {
      readonly kind: 'builder-pins-unchecked';
      readonly place: Place;
      readonly packages: readonly string[];
      readonly why: string;
      readonly isDown: boolean;
    };

function release(name: string, version?: string): string {
  return [name, version ?? ''].join(' ').trim();
}

function askAgain({ isDown }: { readonly isDown: boolean }): string {
  return isDown
    ? 'Run this command again once the package index can be reached.'
    : 'Set UV_DEFAULT_INDEX to an index that has them, and run this command again.';
}

const KEEP = 'Use another package in its place, or keep the old base for what installs it.';

export const lockedExplanations: Explanations<LockedProblem> = {
  'lock-without-wheel': ({ package: name, version, tags, python, machines, advice }) => ({
    what: `${release(name, version)} is locked as wheels for ${tags.join(', ')} only, without an sdist, so Python ${python} cannot install it on ${machines.join(' and ')}${adviceInWords(advice)}`,
    next: nextOfAdvice(advice, KEEP),
  }),
  'lock-sdist-only': ({ package: name, version, python, machines, build, advice }) => {
    const needs = build.length > 0 ? `, which needs ${build.join(', ')}` : '';
    const isMore = build.length > 0 && advice.kind !== 'none';
    const next = nextOfAdvice(
      advice,
      `${build.length > 0 ? 'Add the Debian packages to base-builder' : 'Let base-builder compile it'}, or use another package.`,
    );
    return {
      what: `${release(name, version)} has no wheel for Python ${python} on ${machines.join(' and ')} and would be compiled${needs}${adviceInWords(advice)}`,
      // A command is the last thing on its line.
      next: isMore
        ? `Add the Debian packages to base-builder, or ${next.charAt(0).toLowerCase()}${next.slice(1)}`
        : next,
    };
  },
  'lock-always-compiled': ({ package: name, version, build }) => ({
    what: `${release(name, version)} has no wheel, so it is compiled, which needs ${build.join(', ')}`,
    next: 'Install them in base-builder, unless another package brings them.',
  }),
  'lock-wheel-glibc': ({ package: name, version, needs, has, suite, advice }) => ({
    what: `the wheels of ${release(name, version)} need glibc ${needs}, and ${suite} has ${has}${adviceInWords(advice)}`,
    next: nextOfAdvice(advice, 'Choose a newer Debian release, or use another package.'),
  }),
  'lock-release-python': ({ package: name, version, range, python, advice }) => ({
    what: `${release(name, version)} is for Python \`${range}\`, which ${python} does not meet${adviceInWords(advice)}`,
    next: nextOfAdvice(advice, KEEP),
  }),
  'lock-files-unchecked': ({ packages, why, isDown }) => ({
    what: `it is unknown whether ${packages.join(', ')} can be installed on the new base: ${why}`,
    next: askAgain({ isDown }),
  }),
  'lock-releases-unchecked': ({ packages, why, isDown }) => ({
    what: `it is unknown which other release of ${packages.join(', ')} can be installed: ${why}`,
    next: askAgain({ isDown }),
  }),
  'locked-before-numpy-2': ({ package: name, version, numpy, command }) => ({
    what: `${release(name, version)} is older than numpy 2, and numpy ${numpy} is locked beside it`,
    next: `If it fails to import, lock a newer version: ${command}`,
  }),
  'setuptools-not-locked': ({ module, python }) => ({
    what: `\`${module}\` is imported, and images of Python ${python} do not have setuptools any more`,
    next: 'Add setuptools to the dependencies of the project, or stop importing it.',
  }),
  'builder-pin-python': ({ package: name, version, range, python, instead }) => ({
    what:
      range === undefined
        ? `${release(name, version)} has no file that Python ${python} can install`
        : `${release(name, version)} is for Python \`${range}\`, which ${python} does not meet`,
    next:
      instead === undefined
        ? `Keep the old Python: the index has no other release of ${name} for the new one.`
        : `Pin ${name}==${instead} in this file.`,
  }),
  'builder-pins-unchecked': ({ packages, why, isDown }) => ({
    what: `it is unknown whether ${packages.join(', ')} can be installed on the new Python: ${why}`,
    next: askAgain({ isDown }),
  }),
};
