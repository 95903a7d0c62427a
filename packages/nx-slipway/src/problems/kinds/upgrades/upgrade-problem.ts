import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with replacing the image that a stack starts from. */
export type UpgradeProblem =
  | {
      readonly kind: 'base-not-literal';
      readonly place: Place;
      /** As the FROM has it. */
      readonly written: string;
      /** The FROM to write in its place. */
      readonly instead: string;
    }
  | {
      readonly kind: 'base-from-scratch';
      readonly place: Place;
      readonly instead: string;
    }
  | {
      /** The stack is built on another one of the workspace. */
      readonly kind: 'base-of-other-stack';
      readonly place: Place;
      readonly reference: string;
      /** The project that makes it. */
      readonly other: string;
      readonly to: string;
    }
  | {
      readonly kind: 'base-python-unmet';
      /** Of the requires-python. */
      readonly place: Place;
      readonly range: string;
      readonly python: string;
      /** Nx projects whose images hold the project at `place`. */
      readonly services: readonly string[];
    }
  | {
      /** uv installs nothing from a lock on a Python outside its range, whichever project narrowed it. */
      readonly kind: 'lock-python-unmet';
      readonly place: Place;
      readonly range: string;
      readonly python: string;
      readonly services: readonly string[];
      /** The requires-python that narrow the lock; none if it only has to be locked again. */
      readonly causes: readonly Place[];
    }
  | {
      /** A warning: services were not checked. */
      readonly kind: 'base-python-unknown';
      readonly reference: string;
      readonly stack: string;
    }
  | {
      /** A warning: the reference is written as it was given. */
      readonly kind: 'base-unpinned';
      readonly reference: string;
      readonly stack: string;
      readonly why: string;
    }
  | {
      /** A warning: the existing digest stays. */
      readonly kind: 'base-digest-unchecked';
      readonly reference: string;
      readonly stack: string;
      readonly why: string;
    }
  | {
      /** Nothing says what to upgrade to. */
      readonly kind: 'upgrade-target-missing';
      readonly stack: string;
    }
  | {
      readonly kind: 'upgrade-not-derived';
      readonly stack: string;
      readonly reference: string;
      readonly why: string;
    }
  | {
      /** No registry has the image that is derived from a Python or a Debian release. */
      readonly kind: 'upgrade-base-missing';
      readonly stack: string;
      readonly reference: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'upgrade-digest-unknown';
      readonly reference: string;
      readonly why: string;
    }
  | {
      /** The reference is written as it was given, with its digest or without one. */
      readonly kind: 'base-image-unchecked';
      readonly reference: string;
      readonly why: string;
    }
  | {
      readonly kind: 'upgrade-blocked';
      readonly count: number;
    }
  | {
      /** An engine, a registry or a package index did not answer. */
      readonly kind: 'upgrade-unanswered';
      readonly count: number;
    }
  | {
      /** A note: another Dockerfile names the image, and not in the same way. */
      readonly kind: 'base-left';
      readonly place: Place;
      readonly reference: string;
      readonly because: 'another-tag' | 'another-stack';
    }
  | {
      /** A warning: a Dockerfile of the workspace has it in a form that cannot be edited. */
      readonly kind: 'base-left-unedited';
      readonly place: Place;
      readonly written: string;
      readonly to: string;
    };

function command(stack: string, to: string) {
  return `nx g nx-slipway:upgrade-base ${stack} --to=${to}`;
}

function at({ file, line }: Place) {
  return line === undefined ? file : `${file}:${line}`;
}

export const upgradeExplanations: Explanations<UpgradeProblem> = {
  'base-not-literal': ({ written, instead }) => ({
    what: `the base is ${written}, and upgrade-base can only replace a literal reference`,
    next: `Write: ${instead}`,
  }),
  'base-from-scratch': ({ instead }) => ({
    what: 'the stage base starts from scratch, so it has no image to replace',
    next: `Write: ${instead}`,
  }),
  'base-of-other-stack': ({ reference, other, to }) => ({
    what: `this stack starts from ${reference}, an image of the project ${other}`,
    next: `Upgrade that stack: ${command(other, to)}`,
  }),
  'base-python-unmet': ({ range, python, services }) => ({
    what: `requires-python is \`${range}\`, which Python ${python} does not meet; used by ${services.join(', ')}`,
    next: 'Widen it, lock again, and run this command again.',
  }),
  'lock-python-unmet': ({ range, python, services, causes }) => ({
    what: `this lock file is for Python \`${range}\`, so ${services.join(', ')} cannot be installed from it on ${python}`,
    next:
      causes.length > 0
        ? `Widen requires-python in ${causes.map(at).join(' and ')}, lock again (\`uv lock\`), and run this command again.`
        : 'Lock again (`uv lock`), and run this command again.',
  }),
  'base-python-unknown': ({ reference, stack }) => ({
    what: `the Python version of ${reference} is unknown, so no requires-python was checked`,
    next: `Set it: ${command(stack, reference)} --python=3.13`,
  }),
  'base-unpinned': ({ reference, stack, why }) => ({
    what: `${reference} is written without a digest: ${why}`,
    next: `Pin it once an engine is reachable: ${command(stack, reference)}`,
  }),
  'base-digest-unchecked': ({ reference, stack, why }) => ({
    what: `the current digest of ${reference} is unknown: ${why}`,
    next: `Run the command again once an engine is reachable: ${command(stack, reference)}`,
  }),
  'upgrade-target-missing': ({ stack }) => ({
    what: 'no new base is named',
    next: `Name one: nx g nx-slipway:upgrade-base ${stack} --python=3.14 --suite=trixie`,
  }),
  'upgrade-not-derived': ({ stack, reference, why }) => ({
    what: `the new base cannot be derived from ${reference}: ${why}`,
    next: `Name it in full: nx g nx-slipway:upgrade-base ${stack} --to=<image>:<tag>`,
  }),
  'upgrade-base-missing': ({ stack, reference, detail }) => ({
    what: `image ${reference} not found: ${detail}`,
    next: `Choose another --python or --suite, run \`docker login\` first if the image is private, or name it in full: nx g nx-slipway:upgrade-base ${stack} --to=<image>:<tag>`,
  }),
  'upgrade-digest-unknown': ({ reference, why }) => ({
    what: `the current digest of ${reference} is unknown: ${why}`,
    next: 'Run the command again once an engine and the registry are reachable.',
  }),
  'upgrade-blocked': ({ count }) => ({
    what: `nothing was written, because the plan has ${count === 1 ? 'a problem' : `${count} problems`}`,
    next: 'Solve them, let --apply-fixes do what it can, or write the new base in spite of them with --allow-problems.',
  }),
  'base-image-unchecked': ({ reference, why }) => ({
    what: `it is unknown whether there is an image ${reference}: ${why}`,
    next: 'Run the command again once an engine and the registry are reachable.',
  }),
  'upgrade-unanswered': ({ count }) => ({
    what: `nothing was written, because ${count === 1 ? 'one check' : `${count} checks`} got no answer`,
    next: 'Run the command again once the engine, the registry and the package index can be reached, or write the new base unchecked with --allow-unchecked.',
  }),
  'base-left': ({ reference, because }) => ({
    what: `${reference} is left as it is: ${because === 'another-tag' ? 'it is another tag than that of the base' : 'this file belongs to another stack'}`,
    next:
      because === 'another-tag'
        ? 'Upgrade it by hand, if it belongs to the stack.'
        : 'Upgrade all stacks at once with --all.',
  }),
  'base-left-unedited': ({ written, to }) => ({
    what: `${written} is the old base, in a form that upgrade-base cannot edit`,
    next: `Write ${to} by hand.`,
  }),
};
