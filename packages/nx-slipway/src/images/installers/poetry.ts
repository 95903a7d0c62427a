import { posix } from 'node:path';
import { copyWords, shellWord } from '../../dockerfile/quote-words';
import { normalizeName } from '../../python/pep508/normalize-name';
import type { Selection } from '../../python/pyproject/selection';
import { asMachine } from './as-machine';
import type { InstallStep } from './install-step';
import { type Installer, type LockPlace, wheelsLock } from './installer';
import { networkSecrets } from './network-secrets';
import { COMPILE_AND_NORMALIZE } from './normalize';
import { EXPORTED, wheelsStep } from './wheels-step';

/**
 * Poetry's part of the Dockerfiles. It installs into the environment that VIRTUAL_ENV names.
 * `--no-root --no-directory`: the workspace's own packages come in layers of their own, as wheels,
 * whatever `develop` says. `--no-plugins`: what `requires-plugins` asks for is for other commands.
 * Credentials of private sources are those that `poetry config http-basic.<source>` keeps in auth.toml.
 */
export const poetry: Installer = {
  name: 'poetry',
  needs: ['poetry'],
  lockFiles,
  lockCopies: (project) => [copyWords([...lockFiles(project), '/'])],

  install: (_, selection) => installStep('lock', [installCommand(selection)]),

  installWheels: (_, selection, { machine, without }) =>
    installStep(
      without.length > 0 ? wheelsLock(machine) : 'lock',
      asMachine(machine, `POETRY_INSTALLER_ONLY_BINARY=:all: ${installCommand(selection)}`),
    ),

  cutsLock: true,

  wheelsNeed: ['pip', 'poetry-plugin-export'],

  wheels: (project, selection) => ({
    lockCopies: poetry.lockCopies(project, selection),
    install: wheelsStep(
      ['type=bind,from=lock,target=/lock', ...networkMounts],
      `poetry export --directory /lock --no-interaction --format requirements.txt ${selected(selection)} --output ${EXPORTED}`,
    ),
  }),

  lock: () => [
    {
      command: 'poetry',
      args: ['lock', '--no-interaction'],
      files: ['poetry.lock'],
      mounts: networkMounts,
    },
  ],

  // Undefined where the RUN does not call poetry install or export once, for the main dependencies among others.
  parseInstall(run) {
    const calls = run.split(/[;&|\n]+/).filter((each) => /\bpoetry (install|export)\b/.test(each));
    const [command = ''] = calls;
    const only = values(command, 'only').flatMap((each) => each.split(',').map(normalizeName));
    const groups = only.filter((group) => group !== 'main').sort();
    const extras = values(command, 'extras').flatMap((each) => each.split(/[\s,]+/));
    return calls.length !== 1 ||
      groups.length === only.length ||
      /--(with|without|all-\w+)\b|\$/.test(options(command))
      ? undefined
      : { extras: extras.map(normalizeName).sort(), groups };
  },
};

/** @param lock the named context that the lock is in */
function installStep(lock: string, commands: readonly string[]): InstallStep {
  return {
    mounts: [`type=bind,from=${lock},target=/lock`, ...networkMounts],
    command: [...commands, COMPILE_AND_NORMALIZE].join(' \\\n && '),
  };
}

function installCommand(selection: Selection): string {
  return `VIRTUAL_ENV=/venv poetry install --directory /lock --no-interaction --no-plugins --no-root --no-directory ${selected(selection)}`;
}

const networkMounts: readonly string[] = [
  'type=cache,id=poetry,target=/root/.cache/pypoetry',
  'type=secret,id=poetry-auth,target=/root/.config/pypoetry/auth.toml,required=false',
  ...networkSecrets,
];

function selected({ extras, groups }: Selection): string {
  return [
    `--only ${shellWord(['main', ...groups].join(','))}`,
    ...extras.map((extra) => `--extras ${shellWord(extra)}`),
  ].join(' ');
}

function lockFiles({ dir, settingsFile }: LockPlace): readonly string[] {
  const files = ['poetry.lock', 'pyproject.toml'].map((file) => posix.join(dir, file));
  return [...files, ...(settingsFile === undefined ? [] : [settingsFile])].sort();
}

function options(command: string): string {
  return command.replace(/^.*\bpoetry (install|export)\b/, '');
}

function values(command: string, option: string): string[] {
  const pattern = new RegExp(
    `\\s--${option}(?:=|\\s+)(?:"([^"]*)"|'([^']*)'|([^\\s"'-]\\S*))`,
    'g',
  );
  return Array.from(
    command.matchAll(pattern),
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}
