import type { Explanations } from '../explanation';
import type { Place } from '../place';

/** What can be wrong with the options of a target. */
export type OptionProblem =
  | {
      readonly kind: 'option-unknown';
      /** `api:build-image` */
      readonly task: string;
      readonly option: string;
      /** An option that is written almost like it: `--platforms`. */
      readonly meant?: string;
    }
  | {
      /** The schema of the executor does not allow the value. */
      readonly kind: 'option-mistyped';
      /** Where a file sets it; absent for one that was typed. */
      readonly place?: Place;
      readonly task: string;
      readonly option: string;
      /** As JSON. */
      readonly value: string;
      /** `gzip, zstd or estargz` */
      readonly expected: string;
      /** A command, or a line of JSON. */
      readonly write: string;
    }
  | {
      /** Nx takes words behind the name of a project for arguments of the target. */
      readonly kind: 'option-projects';
      readonly task: string;
      /** Names of projects that were given in this way. */
      readonly projects: readonly string[];
      /** What runs the target of all of them. */
      readonly command: string;
    }
  | {
      readonly kind: 'option-word';
      readonly task: string;
      readonly word: string;
      /** The option that was most likely meant, with its value. */
      readonly meant?: string;
    }
  | {
      readonly kind: 'option-invalid';
      readonly project: string;
      readonly option: string;
      readonly value: string;
      readonly expected: string;
    };

const REMOVE =
  'Remove it. The page "Targets and executors" of the docs lists the options of each target.';

export const optionExplanations: Explanations<OptionProblem> = {
  'option-unknown': ({ task, option, meant }) => ({
    what: `${task} has no option \`${option}\``,
    next: meant === undefined ? REMOVE : `Did you mean \`${meant}\`?`,
  }),
  'option-mistyped': ({ task, option, value, expected, write }) => ({
    what: `invalid value ${value} for the option \`${option}\` of ${task}`,
    next: `Write ${expected}: ${write}`,
  }),
  'option-projects': ({ task, projects, command }) => ({
    what: `${task} is one task, and was called with ${projects.join(', ')} beside it`,
    next: `Name all projects with -p: ${command}`,
  }),
  'option-word': ({ task, word, meant }) => ({
    what: `${task} has no use for the word \`${word}\``,
    next: meant === undefined ? REMOVE : `Did you mean \`${meant}\`?`,
  }),
  'option-invalid': ({ project, option, value, expected }) => ({
    what: `invalid value ${JSON.stringify(value)} for the option \`${option}\` of ${project}:build-image`,
    next: `Write ${expected}.`,
  }),
};
