import { posix } from 'node:path';
import { withoutLogins } from '../../../problems/logins';
import { normalizeName } from '../../../python/pep508/normalize-name';
import { ofOther, otherProject } from '../code/installed-folder';
import { left, type Part, recognised, type StageContext } from '../part';
import { readArguments } from './read-arguments';

const VALUES = new Set([
  ...['-r', '--requirement', '-c', '--constraint', '-e', '--editable', '-w', '--wheel-dir'],
  ...['-f', '--find-links', '-i', '--index-url', '--extra-index-url', '--index', '--default-index'],
  ...[
    '--trusted-host',
    '-t',
    '--target',
    '--prefix',
    '--root',
    '--cache-dir',
    '--timeout',
    '--retries',
  ],
  ...['--default-timeout', '--python', '-p', '--upgrade-strategy', '--no-binary', '--only-binary'],
  ...['--root-user-action', '-d', '--dest', '--no-binary-package', '--link-mode'],
]);

const INDEX = [
  '-i',
  '--index-url',
  '--extra-index-url',
  '--index',
  '--default-index',
  '--trusted-host',
];

/** Programs that install, which base-builder has. */
const INSTALLERS = new Set([
  ...['pip', 'setuptools', 'wheel', 'poetry', 'uv', 'virtualenv', 'build', 'hatch', 'hatchling'],
  ...[
    'poetry-core',
    'poetry-plugin-export',
    'poetry-dynamic-versioning',
    'pip-tools',
    'flit',
    'pdm',
  ],
]);

/** Reads a call of pip, or of `uv pip`. @param words behind its name */
export function readPip(words: readonly string[], context: StageContext): readonly Part[] {
  const call = readArguments(words, VALUES);
  const [verb, ...names] = call.others;
  const values = (...options: readonly string[]): readonly string[] =>
    options.flatMap((option) => call.options.get(option) ?? []);
  switch (verb) {
    case 'install':
    case 'wheel':
    case 'download':
    case 'sync':
      return [
        ...values('-r', '--requirement').map((file) => readFile(file, context)),
        ...(verb === 'sync' ? names.map((file) => readFile(file, context)) : []),
        ...(verb === 'sync' ? [] : [...names, ...values('-e', '--editable')]).map((name) =>
          readRequirement(name, context),
        ),
        ...values(...INDEX).map(() =>
          left(
            'names a package index',
            'Write the index into pyproject.toml, and its login into a secret: docs/how-to/private-index.md.',
          ),
        ),
        ...values('-c', '--constraint').map((file) =>
          left(`constraints of ${file} are not read`, 'The lock decides versions: lock with them.'),
        ),
      ];
    case 'config':
      return [
        left(
          'sets how pip reaches an index',
          'Write the index into pyproject.toml, and its login into a secret: docs/how-to/private-index.md.',
        ),
      ];
    default:
      // `--version`, `check`, `list`, `cache purge`, and `uninstall` of what the stack has not.
      return [recognised('installer: base-builder has it')];
  }
}

/** A list of packages: one that the lock was exported to, or the project's own. */
function readFile(file: string, { caller, state, exported }: StageContext): Part {
  const name = posix.basename(file);
  if ([...state.exported, ...exported()].some((each) => posix.basename(each) === name)) {
    return recognised('packages: those that were exported before');
  }
  if (caller !== undefined && caller !== 'pip') {
    return left(
      `the packages of ${name} are installed beside those of ${caller}`,
      `Add them to pyproject.toml and lock again; an image is installed from one lock.`,
    );
  }
  const group = /^requirements-(.+)\.txt$/.exec(name)?.[1];
  if (name === 'requirements.txt') return recognised('packages: pip', { installer: 'pip' });
  return group !== undefined
    ? recognised(`packages: pip, group ${group}`, { installer: 'pip', groups: [group] })
    : left(
        `${name} is a list of packages that images are not installed from`,
        `Write \`-r ${name}\` into requirements.txt beside pyproject.toml.`,
      );
}

function readRequirement(text: string, context: StageContext): Part {
  const { facts, runs } = context;
  if (/^[\w+.-]+:\/\/|\s@\s/.test(text)) return readDirect(text, context);
  const wheel = /^([A-Za-z0-9][\w.]*)-[^/*]+\.whl$/.exec(posix.basename(text))?.[1];
  if (wheel !== undefined) return readWheel(wheel, text, facts);
  if (/\.whl$|^\/?wheels?\b|\/wheels?\/|\/dist\/|^dist\//.test(text)) {
    return recognised('packages: wheels that were built before');
  }
  const [, path, extras = ''] = /^(\.{0,2}\/?[^[\]]*?)(?:\[([^\]]*)\])?$/.exec(text) ?? [];
  if (path !== undefined && /^(\.|\/)/.test(path)) {
    const wanted = extras
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)
      .map(normalizeName);
    const other = otherProject(path, context);
    if (other !== undefined) return ofOther(other, facts);
    return recognised(
      `packages: the project itself${wanted.length > 0 ? `, extras ${wanted.join(', ')}` : ''}; its lock decides versions`,
      { installsProject: true, extras: wanted.filter((each) => facts.extras.includes(each)) },
    );
  }
  const name = normalizeName(/^[A-Za-z0-9][\w.-]*/.exec(text)?.[0] ?? '');
  if (INSTALLERS.has(name) && !facts.locked.has(name)) {
    return recognised(`installer: base-builder has ${name}`);
  }
  return facts.locked.has(name)
    ? recognised(`packages: ${name} is in the lock`)
    : left(
        `${text} is in no lock`,
        runs
          ? `Add ${name || 'it'} to the dependencies of the project and lock again.`
          : `If the image needs it, add ${name || 'it'} to the dependencies of the project and lock again.`,
      );
}

/** A wheel that was built before the image, or lies in the repository. */
function readWheel(name: string, text: string, facts: StageContext['facts']): Part {
  const normal = normalizeName(name);
  if (normal === facts.name)
    return recognised('packages: the project itself', { installsProject: true });
  return facts.locked.has(normal)
    ? recognised(`packages: ${normal} is in the lock, which decides where it comes from`)
    : left(
        `${posix.basename(text)} is in no lock`,
        `Add ${normal} to the dependencies of the project, such as a path to the wheel, and lock again.`,
      );
}

/** A requirement that names where a package comes from: `git+https://…`, `lib @ https://…`. */
function readDirect(text: string, { facts }: StageContext): Part {
  const url = text.replace(/^.*?\s@\s*/, '');
  const named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s@\s/.exec(text)?.[1];
  const egg = /#(?:.*&)?egg=([\w.-]+)/.exec(url)?.[1];
  const file = posix.basename(url.replace(/[#?].*$/, '').replace(/(?<=\/[^/]*)@[^/]*$/, ''));
  const name = normalizeName(named ?? egg ?? file.replace(/\.git$|-\d.*$/, ''));
  return facts.locked.has(name)
    ? recognised(`packages: ${name} is in the lock, which decides where it comes from`)
    : left(
        `${withoutLogins(text)} is in no lock`,
        `Add it to the dependencies of the project, such as \`${name} @ ${withoutLogins(url)}\`, and lock again.`,
      );
}
