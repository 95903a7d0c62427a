import type { Explanations } from '../explanation';
import type { Place } from '../place';

/** What can be wrong with what runs in the stage `dev` of a stack, and with locking. */
export type DevProblem =
  | { readonly kind: 'dev-project-unknown'; readonly project: string; readonly root: string }
  | {
      readonly kind: 'dev-stage-missing';
      readonly project: string;
      readonly lockFile: string;
      /** Stacks whose stage has the packages of the lock file. */
      readonly known: readonly string[];
      /** The stack that was asked for. */
      readonly wanted: string | undefined;
    }
  | {
      /** A requirements file was compiled with options of its own, or written by hand. */
      readonly kind: 'lock-by-hand';
      readonly place: Place;
      /** The command in its head; absent where it has none. */
      readonly command?: string;
    };

export const devExplanations: Explanations<DevProblem> = {
  'dev-project-unknown': ({ project, root }) => ({
    what: `the project ${project} (${root}) is not a Python project`,
    next: 'Use the executor in projects that have a pyproject.toml.',
  }),
  'dev-stage-missing': ({ project, lockFile, known, wanted }) => ({
    what:
      wanted === undefined
        ? `${project} has no stack whose stage dev installs the packages of ${lockFile}`
        : `the stack ${wanted} has no stage dev that installs the packages of ${lockFile}`,
    next:
      known.length > 0
        ? `Choose one with the option \`stack\`: ${known.join(', ')}`
        : `Add the stage to the Dockerfile of a stack, with a mount of ${lockFile}. The generator writes it for a uv lock: nx g nx-slipway:stack python`,
  }),
  'lock-by-hand': ({ command, place }) => ({
    what: `nx-slipway would compile this file in another way, and has not changed it`,
    next:
      command === undefined
        ? `If it is to hold what the pyproject.toml beside it needs, write it once: uv pip compile --universal --generate-hashes --output-file ${place.file} ${place.file.replace(/[^/]*$/, '')}pyproject.toml`
        : `Run the command in its first lines: ${command}`,
  }),
};
