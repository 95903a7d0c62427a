import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What sources and settings name of a base that is replaced. */
export type SourceProblem =
  | {
      readonly kind: 'module-removed';
      readonly place: Place;
      readonly module: string;
      readonly python: string;
      /** Whether the import is in a function, and fails only when that is called. */
      readonly isLazy: boolean;
      /** A package that brings the module back. */
      readonly backport?: string;
      /** What to use instead. */
      readonly instead?: string;
    }
  | {
      readonly kind: 'module-added';
      readonly place: Place;
      readonly module: string;
      readonly python: string;
      readonly isLazy: boolean;
      /** A package that has the same under another name. */
      readonly instead?: string;
    }
  | {
      readonly kind: 'python-version-named';
      readonly place: Place;
      /** What names it: `target-version`. */
      readonly setting: string;
      /** As written: `py311`. */
      readonly old: string;
      readonly text: string;
    }
  | {
      readonly kind: 'base-named-elsewhere';
      readonly place: Place;
      readonly reference: string;
      readonly to: string;
    }
  | {
      readonly kind: 'build-argument-overrides';
      readonly place: Place;
      readonly argument: string;
      /** The Dockerfile whose FROM uses it. */
      readonly dockerfile: string;
    }
  | {
      readonly kind: 'time-zone-moved';
      readonly place: Place;
      readonly zone: string;
      readonly suite: string;
      /** The name that stays; absent where it is not known. */
      readonly instead?: string;
    };

export const sourceExplanations: Explanations<SourceProblem> = {
  'module-removed': ({ module, python, isLazy, backport, instead }) => ({
    what: `\`${module}\` is imported${isLazy ? ' in a function' : ''}, and Python ${python} does not have it any more`,
    next: [
      ...(instead === undefined ? [] : [`Use ${instead} instead`]),
      ...(backport === undefined
        ? []
        : [
            `${instead === undefined ? 'Add' : 'or add'} the package ${backport} to the dependencies`,
          ]),
      ...(instead === undefined && backport === undefined ? ['Remove the import'] : []),
    ]
      .join(', ')
      .concat('.'),
  }),
  'module-added': ({ module, python, isLazy, instead }) => ({
    what: `\`${module}\` is imported${isLazy ? ' in a function' : ''}, and Python ${python} does not have it yet`,
    next:
      instead === undefined
        ? 'Remove the import, or keep the newer Python.'
        : `Import what the package ${instead} has in its place, or keep the newer Python.`,
  }),
  'python-version-named': ({ setting, old, text }) => ({
    what: `${setting} is ${old}, the version of the old base`,
    next: `Write ${text}, or run this command with --apply-fixes.`,
  }),
  'base-named-elsewhere': ({ reference, to }) => ({
    what: `${reference} is the old base`,
    next: `Write ${to}, or run this command with --apply-fixes.`,
  }),
  'build-argument-overrides': ({ argument, dockerfile }) => ({
    what: `the build argument ${argument} is set here, and the FROM in ${dockerfile} takes its base from it`,
    next: 'Set the new base here as well, or remove the argument.',
  }),
  'time-zone-moved': ({ zone, suite, instead }) => ({
    what: `the time zone ${zone} is in tzdata-legacy since ${suite}, which images do not have`,
    next:
      instead === undefined
        ? 'Use a time zone of the form Area/City, or install tzdata-legacy.'
        : `Write ${instead}, or install tzdata-legacy.`,
  }),
};
