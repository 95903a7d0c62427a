import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with proving an upgrade, and with one that was not finished. */
export type VerifyProblem =
  | {
      /** A run was killed while its changes were not proven yet. */
      readonly kind: 'upgrade-unfinished';
      /** Of the journal. */
      readonly place: Place;
      readonly stacks: readonly string[];
      readonly to: readonly string[];
      /** When it began, in ISO 8601. */
      readonly started: string;
      /** Whether its files are as before it, as after it, or some of each. */
      readonly state: 'before' | 'after' | 'between';
    }
  | {
      /** There is nothing to finish or to undo. */
      readonly kind: 'upgrade-finished';
      readonly option: 'continue' | 'undo';
    }
  | {
      readonly kind: 'upgrade-journal-broken';
      readonly place: Place;
    }
  | {
      readonly kind: 'upgrade-options-differ';
      readonly options: readonly string[];
      readonly needs: string;
    }
  | {
      /** What is built would be built from a lock that is out of date. */
      readonly kind: 'upgrade-lock-stale';
      /** Of the lock. */
      readonly place: Place;
    }
  | {
      /** Nothing was proven, and the files are as before. */
      readonly kind: 'upgrade-lock-failed';
      /** Of the lock. */
      readonly place: Place;
      /** What the installer printed. */
      readonly why: string;
    }
  | {
      /** The proof failed, and the files are as before. */
      readonly kind: 'upgrade-unproven';
      readonly stacks: readonly string[];
      readonly failing: readonly string[];
      /** Whether only some services failed, so that the others can be upgraded without them. */
      readonly canBePartial: boolean;
    }
  | {
      readonly kind: 'upgrade-stopped';
      readonly stacks: readonly string[];
    }
  | {
      /** A warning: what somebody wrote while the upgrade was under way. */
      readonly kind: 'upgrade-edit-kept';
      readonly place: Place;
      readonly copy: string;
    }
  | {
      /** A warning: what an upgrade that was made in part leaves to do. */
      readonly kind: 'upgrade-partial';
      readonly services: readonly string[];
      /** The stack that the services rest on now, and its base. */
      readonly stack: string;
      readonly from: string;
      readonly to: string;
    };

const COMMAND = 'nx g nx-slipway:upgrade-base';

const STATES = {
  before: 'no file has been changed yet',
  after: 'its files are written and not proven',
  between: 'only some of its files are written',
} as const;

export const verifyExplanations: Explanations<VerifyProblem> = {
  'upgrade-unfinished': ({ stacks, to, started, state }) => ({
    what: `the upgrade of ${stacks.join(', ')} to ${to.join(', ')} that began at ${started} was not finished: ${STATES[state]}`,
    next: `Finish it with \`${COMMAND} --continue\`, or put every file back with \`${COMMAND} --undo\`.`,
  }),
  'upgrade-finished': ({ option }) => ({
    what: `no upgrade is unfinished, so there is nothing to ${option}`,
    next: `Start one: ${COMMAND} --python=3.14 --verify`,
  }),
  'upgrade-journal-broken': () => ({
    what: 'an upgrade was not finished, and its journal cannot be read',
    next: 'Look at `git status` for files that it has changed, put them back with `git restore <file>`, and remove the journal.',
  }),
  'upgrade-options-differ': ({ options, needs }) => ({
    what: `${options.join(' and ')} ${options.length === 1 ? 'does' : 'do'} not go together with the other options`,
    next: needs,
  }),
  'upgrade-lock-stale': () => ({
    what: 'the upgrade makes this lock file out of date, and no image is built from such a file',
    next: 'Add --relock.',
  }),
  'upgrade-lock-failed': ({ why }) => ({
    what: `this lock file could not be made again, so the upgrade was not proven, and every file is as before:\n${why}`,
    next: 'Change the requirements that the installer names, and run the command again.',
  }),
  'upgrade-unproven': ({ stacks, failing, canBePartial }) => ({
    what: `the upgrade of ${stacks.join(', ')} failed for ${failing.join(', ')}, and every file is as before`,
    next: canBePartial
      ? `Solve what the output above shows, or upgrade the others with --allow-partial.`
      : 'Solve what the output above shows, and run the command again.',
  }),
  'upgrade-stopped': ({ stacks }) => ({
    what: `the upgrade of ${stacks.join(', ')} was stopped before it was proven, and every file is as before`,
    next: 'Run the command again.',
  }),
  'upgrade-edit-kept': ({ copy }) => ({
    what: `this file was edited while the upgrade was under way; it is as before the upgrade, and the edit is in ${copy}`,
    next: 'Compare the two, take over what you need, and remove the copy.',
  }),
  'upgrade-partial': ({ services, stack, from, to }) => ({
    what: `${services.join(', ')} stay${services.length === 1 ? 's' : ''} on ${from}, in the new stack ${stack}`,
    next: `Upgrade them once they run on the new base: ${COMMAND} ${stack} --to=${to} --verify`,
  }),
};
