import { posix } from 'node:path';
import { ofOther, otherProject } from '../code/installed-folder';
import { isMetadata } from '../is-metadata';
import { type Adds, left, type Part, recognised, type StageContext } from '../part';
import { readPip } from './pip';
import { type Arguments, listOf, readArguments } from './read-arguments';
import { type CalledSelection, selectionOfPoetry, selectionOfUv } from './selection';
import { type ShellCommand, shellCommands } from './shell-commands';

/** Reads a call of uv, Poetry or pip, or a step that installs one of them; undefined for another program. */
export function readInstaller(
  command: ShellCommand,
  context: StageContext,
): readonly Part[] | undefined {
  const { words, text } = command;
  if (INSTALLER_SCRIPT.test(text)) return [recognised('installer: base-builder has it')];
  const exported = /^(\S*\b(?:poetry|uv) export\b[^|<]*?)\s*>\s*(\S+)$/.exec(text);
  if (exported) {
    const [called] = shellCommands(exported[1] ?? '');
    return called?.isPlain ? readInstaller(called, context) : undefined;
  }
  const program = posix.basename(words[0] ?? '');
  const isPython = /^python[\d.]*$/.test(program) && words[1] === '-m';
  const name = isPython ? (words[2] ?? '') : program;
  const rest = words.slice(isPython ? 3 : 1);
  if (/^pip[\d.]*$/.test(name)) return readPip(rest, context);
  const runner = RUNNERS.find((each) => words.join(' ').startsWith(each));
  const tool = runner === undefined ? -1 : words.findIndex((word) => /^poetry(?:@|$)/.test(word));
  if (tool > 0) return readPoetry(words.slice(tool + 1), text, context);
  if (name === 'pipx') return readPipx(rest, text);
  if (/^(venv|virtualenv|ensurepip)$/.test(name) && (isPython || name === 'virtualenv')) {
    return [recognised('environment: the stack has /venv')];
  }
  if (name === 'poetry') return readPoetry(rest, text, context);
  if (name === 'uv')
    return rest[0] === 'pip' ? readPip(rest.slice(1), context) : readUv(rest, text, context);
  return undefined;
}

/** The installers' own scripts, which are fetched and run by a shell or by Python. */
const INSTALLER_SCRIPT =
  /^(?:curl|wget)\s[^|;&]*(?:install\.python-poetry\.org|astral\.sh\/uv|bootstrap\.pypa\.io\/get-pip|get-poetry\.py)[^|;&]*\|\s*(?:env\s+)?(?:\w+=\S+\s+)*(?:python3?|sh|bash)\b[^|;&]*$/;

/** Programs that fetch a tool and run it. */
const RUNNERS = ['uvx ', 'uv tool run ', 'pipx run '];

function readPipx([verb, ...names]: readonly string[], text: string): readonly Part[] {
  const isInstaller = names.every((name) => /^(-|poetry|uv\b)/.test(name));
  return (verb === 'install' && isInstaller) || verb === 'ensurepath' || verb === 'inject'
    ? [recognised('installer: base-builder has it')]
    : [left(`\`${text}\` installs a tool`, 'Add it to the project as a dependency, and lock it.')];
}

/** Options of Poetry's whose value is a word of its own. */
export const POETRY_VALUES = new Set([
  ...['--only', '--with', '--without', '--extras', '-E', '--directory', '-C', '--project', '-P'],
  ...['--output', '-o', '--format', '-f'],
]);

function readPoetry(
  words: readonly string[],
  text: string,
  context: StageContext,
): readonly Part[] {
  const { facts } = context;
  const call = readArguments(words, POETRY_VALUES);
  const [verb, subject = ''] = call.others;
  switch (verb) {
    case 'install':
    case 'sync':
    case 'export':
      return installed(
        'poetry',
        call,
        selectionOfPoetry(call, facts, verb === 'export' ? 'export' : 'install'),
        verb !== 'export',
        context,
      );
    case 'build':
      return [recognised('wheel of the project', { installsProject: true })];
    case 'config':
      return [
        /^(virtualenvs|installer|cache-dir|solver|requests|experimental|warnings|keyring)/.test(
          subject,
        )
          ? recognised("installer: a setting of Poetry's")
          : left(`\`${withoutValue(text)}\` sets how an index is reached`, PRIVATE_INDEX),
      ];
    case undefined:
    case 'check':
    case 'self':
    case 'cache':
    case 'env':
    case 'show':
    case 'about':
      return [recognised('installer: base-builder has it')];
    case 'run':
      return [runsProgram(text, context)];
    default:
      return undefinedCall(text);
  }
}

/** Options of uv's whose value is a word of its own. */
export const UV_VALUES = new Set([
  ...['--group', '--only-group', '--no-group', '--extra', '--no-extra', '--package', '--directory'],
  ...[
    '--project',
    '--python',
    '-p',
    '--output-file',
    '-o',
    '--format',
    '--cache-dir',
    '--link-mode',
  ],
  ...['--index', '--default-index', '--index-url', '--extra-index-url', '--no-install-package'],
]);

function readUv(words: readonly string[], text: string, context: StageContext): readonly Part[] {
  const { facts, state } = context;
  const call = readArguments(words, UV_VALUES);
  const [verb, subject] = call.others;
  switch (verb) {
    case 'sync':
    case 'export':
      if (call.options.has('--all-packages')) {
        return [
          left(
            'installs all packages of the uv workspace',
            'The image installs what this project needs; the stage `dev` of the stack has all packages.',
          ),
        ];
      }
      return installed('uv', call, selectionOfUv(call, facts, state.env), verb === 'sync', context);
    case 'build':
      return [recognised('wheel of the project', { installsProject: true })];
    case 'venv':
    case 'cache':
    case 'version':
    case undefined:
      return [recognised('environment: the stack has /venv')];
    case 'python':
      return [
        left(
          `\`${text}\` installs another Python`,
          'The Python of the stack runs the image: choose it with nx g nx-slipway:stack --python.',
        ),
      ];
    case 'run':
      return [runsProgram(text, context)];
    default:
      return subject === 'install' && verb === 'tool'
        ? [
            left(
              `\`${text}\` installs a tool`,
              'Add it to the project as a dependency, and lock it.',
            ),
          ]
        : undefinedCall(text);
  }
}

function installed(
  installer: 'uv' | 'poetry',
  call: Arguments,
  { groups, extras, installsProject }: CalledSelection,
  isInstall: boolean,
  { facts, state }: StageContext,
): readonly Part[] {
  const unknown = [
    ...groups.filter((group) => !facts.groups.includes(group)),
    ...extras.filter((extra) => !facts.extras.includes(extra)),
  ];
  const index = ['--index', '--default-index', '--index-url', '--extra-index-url'].filter(
    (option) => call.options.has(option),
  );
  // A Dockerfile that installs before the sources are there cannot have the project itself.
  const [place = '.'] = listOf(call, '--directory', '--project', '-C', '-P');
  const other = isInstall ? otherProject(place, { facts, state }) : undefined;
  if (other !== undefined) return [ofOther(other, facts)];
  const hasProject =
    isInstall &&
    installsProject &&
    facts.isPackage &&
    state.copies.some(({ source }) => !isMetadata(source));
  const adds: Adds = {
    installer,
    groups: groups.filter((group) => facts.groups.includes(group)),
    extras: extras.filter((extra) => facts.extras.includes(extra)),
    ...(hasProject && { installsProject: true }),
  };
  const words = [
    `packages: ${installer}`,
    ...(groups.length > 0 ? [`groups ${groups.join(', ')}`] : []),
    ...(extras.length > 0 ? [`extras ${extras.join(', ')}`] : []),
    ...(hasProject ? ['with the project itself'] : []),
  ];
  return [
    recognised(words.join(', '), adds),
    ...unknown.map((name) =>
      left(
        `the project has no group or extra ${name}`,
        'Remove it, or declare it in pyproject.toml and lock again.',
      ),
    ),
    ...index.map((option) => left(`${option} names an index`, PRIVATE_INDEX)),
  ];
}

/** What to do about an index that a step names. */
export const PRIVATE_INDEX =
  'Write the index into pyproject.toml, and its login into a secret: docs/how-to/private-index.md.';

/** A program of the installed packages, which is on PATH in the new image. */
function runsProgram(text: string, { runs }: Pick<StageContext, 'runs'>): Part {
  const program = text.replace(/^.*?\b(?:poetry|uv)\s+run\s+(?:--\S+\s+)*/, '');
  return left(
    `\`${program}\``,
    `If the image needs it, write it into the stage \`${runs ? 'runtime' : 'application'}\` of the new file${runs ? ', above USER' : ''}: programs of the packages are on PATH there.`,
  );
}

function undefinedCall(text: string): readonly Part[] {
  return [
    left(
      `\`${text}\` runs something of the installer's that no option says`,
      'Write it into the stage `application` of the new file if the image needs it.',
    ),
  ];
}

/** A setting may be a password. */
function withoutValue(text: string): string {
  return text.split(' ').slice(0, 3).join(' ');
}
