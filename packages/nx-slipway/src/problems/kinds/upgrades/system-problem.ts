import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What a Dockerfile needs of a Debian release, and another one does not have. */
export type SystemProblem =
  | {
      readonly kind: 'apt-package-missing';
      readonly place: Place;
      readonly package: string;
      readonly reference: string;
      /** Packages that have what it had, the likeliest first; empty for none. */
      readonly instead: readonly string[];
    }
  | {
      /** The Dockerfile adds a source of its own, which the bare base does not have. */
      readonly kind: 'apt-package-unsure';
      readonly place: Place;
      readonly package: string;
      readonly reference: string;
    }
  | {
      readonly kind: 'apt-unchecked';
      readonly packages: readonly string[];
      readonly reference: string;
      readonly why: string;
    }
  | {
      readonly kind: 'command-removed';
      readonly place: Place;
      readonly command: string;
      readonly suite: string;
      readonly instead: string;
    }
  | {
      readonly kind: 'suite-named';
      readonly place: Place;
      readonly suite: string;
      readonly to: string;
      /** The words around it. */
      readonly text: string;
    }
  | {
      readonly kind: 'python-path-named';
      readonly place: Place;
      readonly text: string;
      readonly python: string;
    }
  | {
      readonly kind: 'library-path-named';
      readonly place: Place;
      readonly path: string;
    }
  | {
      readonly kind: 'stages-differ';
      readonly place: Place;
      /** Of what is copied: `Python 3.11`. */
      readonly from: string;
      /** Of the stage that it is copied into. */
      readonly to: string;
      /** The stage or image that it is copied from. */
      readonly source: string;
      /** What the source is to start from; absent where that cannot be derived. */
      readonly instead?: string;
    }
  | {
      readonly kind: 'base-without-suite';
      readonly place: Place;
      readonly reference: string;
      readonly instead: string;
    }
  | {
      readonly kind: 'pip-outside-venv';
      readonly place: Place;
      readonly command: string;
      readonly suite: string;
    }
  | {
      readonly kind: 'openssl-changes';
      readonly place: Place;
      readonly from: string;
      readonly to: string;
      /** Of the one that the new base has. */
      readonly direction: 'newer' | 'older';
    }
  | {
      readonly kind: 'program-changes';
      readonly place: Place;
      readonly package: string;
      readonly from: string;
      readonly to: string;
      readonly detail: string;
    };

export const systemExplanations: Explanations<SystemProblem> = {
  'apt-package-missing': ({ package: name, reference, instead }) => ({
    what: `${reference} has no Debian package ${name}`,
    next:
      instead.length === 0
        ? 'Remove it, or install what it is for in another way.'
        : `Install ${instead.join(' or ')} instead.`,
  }),
  'apt-package-unsure': ({ package: name, reference }) => ({
    what: `${reference} has no Debian package ${name}; this Dockerfile adds sources that may have it`,
    next: `Look for ${name} in those sources for the new release.`,
  }),
  'apt-unchecked': ({ packages, reference, why }) => ({
    what: `it is unknown whether ${reference} has ${packages.join(', ')}: ${why}`,
    next: 'Run this command again once an engine is reachable.',
  }),
  'command-removed': ({ command, suite, instead }) => ({
    what: `the command ${command} is called, which ${suite} does not have any more`,
    next: instead,
  }),
  'suite-named': ({ suite, to, text }) => ({
    what: `\`${text}\` names ${suite}, the release of the old base`,
    next: `Write ${to}, if the server has that release.`,
  }),
  'python-path-named': ({ text, python }) => ({
    what: `\`${text}\` is of the old Python, and the new base has Python ${python}`,
    next: `Name Python ${python}, or a path without a version.`,
  }),
  'library-path-named': ({ path }) => ({
    what: `${path} is a file of the old Debian release, and another release may have another version of it`,
    next: 'Look for the file in the new base, or install the package that it belongs to.',
  }),
  'stages-differ': ({ from, to, source, instead }) => ({
    what: `files are copied from ${source} with ${from} into a stage with ${to}`,
    next:
      instead === undefined
        ? 'Start both stages from the same Python and the same Debian release.'
        : `Start ${source} from ${instead}.`,
  }),
  'base-without-suite': ({ reference, instead }) => ({
    what: `${reference} names no Debian release, so its release changes without you`,
    next: `Name one: ${instead}`,
  }),
  'pip-outside-venv': ({ command, suite }) => ({
    what: `\`${command}\` installs into the Python of Debian, which ${suite} refuses (PEP 668)`,
    next: 'Make a virtual environment and install into it.',
  }),
  'openssl-changes': ({ from, to, direction }) => ({
    what: `OpenSSL ${from} becomes ${to}, which ${direction === 'older' ? 'lacks newer algorithms and protocols' : 'refuses older protocols and short keys'}`,
    next: `Test the connections to ${direction === 'older' ? 'new' : 'old'} servers.`,
  }),
  'program-changes': ({ package: name, from, to, detail }) => ({
    what: `${name} ${from} becomes ${to}: ${detail}`,
    next: 'Test what uses it.',
  }),
};
