import type { Explanations } from '../../explanation';
import type { Place } from '../../place';
import { type LockingProblem, lockingExplanations } from './locking-problem';
import { type StackProblem, stackExplanations } from './stack-problem';

/** What can be wrong with the options of a generator. */
export type GeneratorProblem =
  | StackProblem
  | LockingProblem
  | {
      readonly kind: 'not-a-python-project';
      readonly place: Place;
      /** A project of a name like the given one. */
      readonly nearest?: string;
    }
  | { readonly kind: 'pyproject-without-project'; readonly place: Place }
  | { readonly kind: 'workspace-root-not-built'; readonly place: Place; readonly name: string }
  | {
      readonly kind: 'project-ambiguous';
      readonly name: string;
      /** Of the projects the name fits; relative to the workspace root. */
      readonly folders: readonly string[];
      /** Arguments of `nx g` behind which a folder is to be given. */
      readonly generator?: string;
    }
  | { readonly kind: 'project-unknown'; readonly name: string; readonly nearest: string }
  | {
      readonly kind: 'name-invalid';
      readonly name: string;
      readonly why:
        | 'path'
        | 'scope'
        | 'characters'
        | 'standard-library'
        | 'keyword'
        | 'ignored-folder'
        | 'dependency';
      /** A name that would do; absent where none is left of the given one. */
      readonly instead?: string;
      readonly generator: 'service' | 'stack';
    }
  | {
      readonly kind: 'name-taken';
      readonly name: string;
      /** Where the name is used: the other project's folder or pyproject. */
      readonly place: Place;
    }
  | { readonly kind: 'directory-outside'; readonly directory: string }
  | { readonly kind: 'directory-taken'; readonly directory: string; readonly project: string }
  | {
      readonly kind: 'generator-option-invalid';
      readonly option: string;
      readonly value: string;
      /** What is to be written in its place: `a port from 1 to 65535`. */
      readonly expected: string;
    }
  | {
      readonly kind: 'option-not-for-role';
      readonly option: string;
      readonly role: string;
      /** Role or other choice the option belongs to. */
      readonly belongsTo: string;
    }
  | { readonly kind: 'role-missing'; readonly name: string }
  | { readonly kind: 'role-without-template'; readonly role: string; readonly name: string }
  | {
      /** A note: a file of the user's stays as it is. */
      readonly kind: 'file-kept';
      readonly place: Place;
      /** How it differs from what would be written: `- …` and `+ …`. */
      readonly lines: readonly string[];
    }
  | {
      readonly kind: 'dockerfile-by-hand';
      readonly place: Place;
      readonly project: string;
      /** Name of an image that the project does not have. */
      readonly free: string;
    }
  | {
      /** A note: the project could not be locked. */
      readonly kind: 'chosen-without-lock';
      readonly place: Place;
    }
  | {
      /** A note: it was asked for. */
      readonly kind: 'image-runs-as-root';
      readonly place: Place;
    }
  | {
      readonly kind: 'dockerfile-conflict';
      readonly place: Place;
      /** Lines that would replace those at that place. */
      readonly wanted: readonly string[];
    }
  | {
      /** A note of a migration. */
      readonly kind: 'template-change-left';
      readonly place: Place;
      /** What the change is good for. */
      readonly title: string;
      /** Lines at the place. */
      readonly lines: readonly string[];
      /** Lines that a generator writes now. */
      readonly example: readonly string[];
    }
  | {
      readonly kind: 'folder-not-quotable';
      readonly place: Place;
      readonly folder: string;
    }
  | {
      /** A note: an image installs what `uv sync` does. */
      readonly kind: 'default-groups-added';
      readonly place: Place;
      readonly groups: readonly string[];
    };

export const generatorExplanations: Explanations<GeneratorProblem> = {
  ...stackExplanations,
  'not-a-python-project': ({ nearest }) => ({
    what: 'this folder has no pyproject.toml',
    next: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Write one with [project], a name, a version and the dependencies, or give the folder of a Python project, or the name of a new one.`,
  }),
  'pyproject-without-project': () => ({
    what: 'this file defines no Python project: it has no [project] with a name',
    next: 'Add [project] with a name and a version, and a [build-system].',
  }),
  'workspace-root-not-built': ({ name }) => ({
    what: `${name} is the root of a uv workspace that uv does not build, so it only holds its members together`,
    next: 'For an image of its own write a [build-system] into it, without `package = false`; or give the folder of a member.',
  }),
  'project-ambiguous': ({ name, folders, generator = 'service' }) => ({
    what: `several projects are called ${name}: ${folders.join(', ')}`,
    next: `Give the folder of one of them: nx g nx-slipway:${generator} ${folders[0] ?? name}`,
  }),
  'project-unknown': ({ name, nearest }) => ({
    what: `project ${name} not found`,
    next: name.includes('/')
      ? `Did you mean ${nearest}? For a new project, give its name: nx g nx-slipway:service ${name.slice(name.lastIndexOf('/') + 1)} --directory=${name}`
      : `Did you mean ${nearest}? To create a new project of that name, add --directory=services/${name}`,
  }),
  'name-invalid': ({ name, why, instead, generator }) => ({
    what: `${JSON.stringify(name)} cannot be the name of a ${generator}: ${REASONS[why]}`,
    next: instead
      ? `Name it ${instead}: nx g nx-slipway:${generator} ${instead}${why === 'path' ? ` --directory=${name}` : ''}`
      : 'Choose a name of lowercase letters, digits and single hyphens that starts with a letter.',
  }),
  'name-taken': ({ name }) => ({
    what: `the name ${name} is already used by another project`,
    next: 'Choose another name, or give the name of that project.',
  }),
  'directory-outside': ({ directory }) => ({
    what: `${JSON.stringify(directory)} is not the path of a folder below the workspace root`,
    next: 'Write a path relative to the workspace root, of letters, digits and hyphens: --directory=services/api',
  }),
  'directory-taken': ({ directory, project }) => ({
    what: `${directory} is the folder of the project ${project}`,
    next: 'Choose another folder with --directory.',
  }),
  'generator-option-invalid': ({ option, value, expected }) => ({
    what: `invalid value ${JSON.stringify(value)} for --${option}`,
    next: `Write ${expected}.`,
  }),
  'option-not-for-role': ({ option, role, belongsTo }) => ({
    what: `--${option} is not supported for ${role}`,
    next: `Remove the option; it is for ${belongsTo}.`,
  }),
  'role-missing': ({ name }) => ({
    what: `the role of the image of ${name} is not set`,
    next: `Set it with --role: nx g nx-slipway:service ${name} --role=http`,
  }),
  'role-without-template': ({ role, name }) => ({
    what: `project ${name} not found, and the role ${role} has no template for a new one`,
    next: 'Create the Python project first. The generator creates projects for --role=http and --role=dramatiq only.',
  }),
  ...lockingExplanations,
  'file-kept': ({ lines }) => ({
    what: `this file was not changed. A new one would differ from it:\n${lines.join('\n')}`,
    next: 'Keep it as it is, or overwrite it with --force; its lines with a - are then lost.',
  }),
  'dockerfile-by-hand': ({ project, free }) => ({
    what: 'this Dockerfile was not written by the generator, and is not overwritten',
    next: `Write another image beside it with --image=${free}, overwrite this one with --force, or take it over: nx g nx-slipway:adopt ${project}`,
  }),
  'chosen-without-lock': () => ({
    what: 'this file was written without a lock: its command has only flags that the oldest version of the server knows',
    next: 'Lock the project, then run the generator again with the same options.',
  }),
  'image-runs-as-root': () => ({
    what: 'the container runs as root, so a fault in it has the rights of root on every volume',
    next: 'For a user of its own run the generator service again with a number: --uid=10001.',
  }),
  'dockerfile-conflict': ({ wanted }) => ({
    what: `you have changed lines here that the options would change too, to:\n${wanted.map((line) => `    ${line}`).join('\n')}`,
    next: 'Make the change by hand, or overwrite the file with --force; your changes to it are then lost.',
  }),
  'template-change-left': ({ title, lines, example }) => ({
    what: `you have edited this part, so the migration has not changed it. ${title}\n${[
      ...lines.map((line) => `    - ${line}`),
      ...example.map((line) => `    + ${line}`),
    ].join('\n')}`,
    next: 'Compare both, and make the change by hand if you want it.',
  }),
  'folder-not-quotable': ({ folder }) => ({
    what: `the name of the folder ${JSON.stringify(folder)} has characters that are patterns, variables or quotes in Dockerfiles and ignore files`,
    next: 'Rename the folder: letters, digits, blanks, `-`, `_` and `.` mean themselves everywhere.',
  }),
  'default-groups-added': ({ groups }) => ({
    what: `\`uv sync\` installs the group ${groups.join(', ')} by default, and so does the image`,
    next: 'To leave a group out, write `--no-group` for `--group` in the Dockerfile.',
  }),
};

const REASONS: Readonly<
  Record<Extract<GeneratorProblem, { kind: 'name-invalid' }>['why'], string>
> = {
  path: 'it is a path',
  scope: 'a Python package has no npm scope',
  characters:
    'a name consists of lowercase letters, digits and single hyphens, and starts with a letter',
  'standard-library':
    "a module of Python's standard library has that name, and Python imports it first",
  keyword: 'the word is reserved in Python',
  'ignored-folder': 'folders of that name hold tests or build results and are excluded from images',
  dependency: 'one of its dependencies has that name',
};
