import { closest } from './closest';
import type { Explanations } from './explanation';
import type { Place } from './place';

/** What can be wrong with what a generator is asked to do. */
export type GeneratorProblem =
  | { readonly kind: 'not-a-python-project'; readonly place: Place }
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
      /** Where the name is taken: the other project's folder or pyproject. */
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
      readonly kind: 'installer-ambiguous';
      readonly place: Place;
      readonly name: string;
      /** The locks that were found, and whose they are. */
      readonly claims: readonly { readonly installer: string; readonly file: string }[];
    }
  | {
      readonly kind: 'locked-otherwise';
      readonly place: Place;
      readonly name: string;
      /** Folder of the project, and the file below it. */
      readonly dir: string;
      readonly file: string;
      readonly isRequirements: boolean;
    }
  | { readonly kind: 'stack-missing'; readonly stack?: string; readonly known: readonly string[] }
  | { readonly kind: 'stack-ambiguous'; readonly known: readonly string[] }
  | { readonly kind: 'stack-in-python-project'; readonly place: Place }
  | { readonly kind: 'base-without-apt'; readonly reference: string }
  | {
      readonly kind: 'app-unknown';
      readonly place: Place;
      readonly role: string;
      /** What `--module` may look like for this project: `api.app:app`. */
      readonly example: string;
    }
  | {
      readonly kind: 'command-unknown';
      readonly place: Place;
      readonly command: string;
      readonly known: readonly string[];
    }
  | {
      /** A warning: the Dockerfile is written, the image would start and fail. */
      readonly kind: 'role-package-missing';
      readonly place: Place;
      readonly role: string;
      readonly packages: readonly string[];
      /** Command that adds them. */
      readonly add: string;
    }
  | {
      /** A note: a file of the user's stays as it is. */
      readonly kind: 'file-kept';
      readonly place: Place;
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
    }
  | {
      /** A warning: a build backend this version knows no pin for. */
      readonly kind: 'build-backend-unpinned';
      readonly place: Place;
      readonly backend: string;
    };

export const generatorExplanations: Explanations<GeneratorProblem> = {
  'not-a-python-project': ({ place }) => ({
    what: `${place.file} holds no pyproject.toml`,
    next: 'Name a folder that is a Python project, or a new one.',
  }),
  'name-invalid': ({ name, why, instead, generator }) => ({
    what: `${JSON.stringify(name)} cannot be the name of a ${generator}: ${REASONS[why]}`,
    next: instead
      ? `Name it ${instead}: nx g nx-slipway:${generator} ${instead}${why === 'path' ? ` --directory=${name}` : ''}`
      : 'Choose a name of small letters, digits and single hyphens that starts with a letter.',
  }),
  'name-taken': ({ name }) => ({
    what: `another project is named ${name} already`,
    next: 'Choose another name, or name that project.',
  }),
  'directory-outside': ({ directory }) => ({
    what: `${JSON.stringify(directory)} is not the path of a folder below the workspace root`,
    next: 'Give it relative to the workspace root, in letters, digits and hyphens: --directory=services/api',
  }),
  'directory-taken': ({ directory, project }) => ({
    what: `${directory} is the folder of the project ${project}`,
    next: 'Choose another folder with --directory.',
  }),
  'generator-option-invalid': ({ option, value, expected }) => ({
    what: `--${option} does not allow ${JSON.stringify(value)}`,
    next: `Write ${expected}.`,
  }),
  'option-not-for-role': ({ option, role, belongsTo }) => ({
    what: `--${option} has no meaning for ${role}`,
    next: `Leave it out; it belongs to ${belongsTo}.`,
  }),
  'role-missing': ({ name }) => ({
    what: `nothing says what the image of ${name} runs`,
    next: `Say it with --role: nx g nx-slipway:service ${name} --role=http`,
  }),
  'role-without-template': ({ role, name }) => ({
    what: `there is no project ${name}, and none can be made for role ${role}`,
    next: 'Make the Python project first; new ones are made for --role=http and --role=dramatiq.',
  }),
  'installer-ambiguous': ({ name, claims }) => ({
    what: `more than one installer has a lock for ${name}: ${claims.map(({ file }) => file).join(' and ')}`,
    next: `Say which one counts, --installer=${claims.map(({ installer }) => installer).join(' or --installer=')}, or delete the others.`,
  }),
  'locked-otherwise': ({ name, dir, file, isRequirements }) => ({
    what: isRequirements
      ? `${name} seems to be installed from this file, and an image of pip's is installed from requirements.txt beside the pyproject`
      : `${name} is locked by this file, which images are not installed from`,
    next: isRequirements
      ? `Write \`-r ${file}\` into ${dir === '.' ? '' : `${dir}/`}requirements.txt, or have uv lock the project: --installer=uv`
      : 'Export it as requirements.txt with hashes for --installer=pip, or have uv lock the project: --installer=uv',
  }),
  'stack-missing': ({ stack, known }) =>
    stack === undefined
      ? {
          what: 'this workspace has no stack, and a service starts from the stages of one',
          next: 'Make one first: nx g nx-slipway:stack python',
        }
      : {
          what: `no stack is named ${stack}`,
          next:
            known.length > 0
              ? `${question(stack, known)}There is ${known.join(', ')}.`
              : `Make it first: nx g nx-slipway:stack ${stack}`,
        },
  'stack-ambiguous': ({ known }) => ({
    what: `this workspace has several stacks: ${known.join(', ')}`,
    next: `Say which one: --stack=${known[0] ?? 'python'}`,
  }),
  'stack-in-python-project': () => ({
    what: 'a stack cannot lie in the folder of a Python project',
    next: 'Choose another folder: --directory=images/<name>',
  }),
  'base-without-apt': ({ reference }) => ({
    what: `${reference} is no Debian image: the stack's stages call apt-get, and packages compiled on glibc do not run on musl`,
    next: 'Start from a Debian image such as python:3.13-slim-trixie.',
  }),
  'app-unknown': ({ role, example }) => ({
    what: `no ${role === 'dramatiq' ? 'module with actors' : 'application object'} was found in this project`,
    next: `Name it: --module=${example}`,
  }),
  'command-unknown': ({ command, known }) => ({
    what: `${command} is no console script of this project`,
    next:
      known.length > 0
        ? `It has ${known.join(', ')}; a command line of another kind is written as a list: --command='["python", "-m", "…"]'`
        : `It has none in [project.scripts]; write a command line as a list: --command='["python", "-m", "…"]'`,
  }),
  'role-package-missing': ({ role, packages, add }) => ({
    what: `the lock gives this project no ${packages.join(' and no ')}, which the command of role ${role} needs`,
    next: `Add it: ${add}`,
  }),
  'file-kept': () => ({
    what: 'this file is yours and stays as it is',
    next: 'With --force it is written anew.',
  }),
  'folder-not-quotable': ({ folder }) => ({
    what: `the name of the folder ${JSON.stringify(folder)} has characters that are patterns, variables or quotes in Dockerfiles and ignore files`,
    next: 'Rename the folder: letters, digits, blanks, `-`, `_` and `.` mean themselves everywhere.',
  }),
  'default-groups-added': ({ groups }) => ({
    what: `\`uv sync\` installs the group ${groups.join(', ')} by default, and so does the image`,
    next: 'To leave a group out, write `--no-group` for `--group` in the Dockerfile.',
  }),
  'build-backend-unpinned': ({ backend, place }) => ({
    what: `projects of this workspace build with ${backend}, and no version to pin is known`,
    next: `Pin it in ${place.file} so that images come out the same tomorrow.`,
  }),
};

const REASONS: Readonly<
  Record<Extract<GeneratorProblem, { kind: 'name-invalid' }>['why'], string>
> = {
  path: 'it is a path',
  scope: 'a Python package has no npm scope',
  characters: 'a name is small letters, digits and single hyphens, and starts with a letter',
  'standard-library': "Python's standard library has a module of that name, which comes first",
  keyword: 'the word is reserved in Python',
  'ignored-folder': 'folders of that name hold tests or build results and are left out of images',
  dependency: 'a package it needs has that name',
};

function question(word: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return meant === undefined ? '' : `Did you mean ${meant}? `;
}
