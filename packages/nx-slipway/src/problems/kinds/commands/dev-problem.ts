import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

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
      /** The Dockerfile does not say what the image runs, or in a way that cannot be changed. */
      readonly kind: 'dev-command-unknown';
      readonly place: Place;
    }
  | {
      /** The image installs groups or extras that the stage does not have. */
      readonly kind: 'dev-packages-missing';
      readonly place: Place;
      readonly project: string;
      readonly groups: readonly string[];
      readonly extras: readonly string[];
    }
  | {
      /** Said by the container: there is no debugger in the image. */
      readonly kind: 'debugger-missing';
      readonly project: string;
      /** Command that adds the package to the project; absent where nobody knows how it is locked. */
      readonly add?: string;
      /** Command that builds the image again. */
      readonly build: string;
    }
  | {
      /** A note of the container: the program does not reload by itself, and nothing watches for it. */
      readonly kind: 'watcher-missing';
      readonly project: string;
      readonly program: string;
      readonly add?: string;
      readonly build: string;
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
  'dev-command-unknown': () => ({
    what: 'the file has no CMD that is one program with its arguments, so it cannot be run on other sources',
    next: 'Write one in exec form, for example CMD ["uvicorn", "api.app:app"], or run a command of your own with nx-slipway:run-in-dev.',
  }),
  'dev-packages-missing': ({ project, groups, extras }) => ({
    what: `the image installs ${[...groups.map((each) => `the group ${each}`), ...extras.map((each) => `the extra ${each}`)].join(' and ')}, and the stage dev of the stack does not`,
    next: `Create an image to develop ${project} in: nx g nx-slipway:service ${project} --role=dev --image=dev${option('groups', groups)}${option('extras', extras)}`,
  }),
  'debugger-missing': ({ project, add, build }) => ({
    what: `debugpy is not installed for ${project}`,
    next: `Add it to the group dev and build the image again: ${steps(add, build)}`,
  }),
  'watcher-missing': ({ project, program, add, build }) => ({
    what: `${program} does not reload ${project} when sources change`,
    next: `For a restart by watchfiles, add it to the group dev and build the image again: ${steps(add, build)}`,
  }),
  'lock-by-hand': ({ command, place }) => ({
    what: `nx-slipway would compile this file in another way, and has not changed it`,
    next:
      command === undefined
        ? `If it is to hold what the pyproject.toml beside it needs, write it once: uv pip compile --universal --generate-hashes --output-file ${place.file} ${place.file.replace(/[^/]*$/, '')}pyproject.toml`
        : `Run the command in its first lines: ${command}`,
  }),
};

function option(name: string, values: readonly string[]): string {
  return values.length === 0 ? '' : ` --${name}=${values.join(',')}`;
}

function steps(add: string | undefined, build: string): string {
  return add === undefined ? build : `${add} && ${build}`;
}
