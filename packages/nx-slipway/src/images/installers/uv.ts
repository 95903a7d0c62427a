import { posix } from 'node:path';
import { copyWords, mountWord, shellWord } from '../../dockerfile/quote-words';
import { normalizeName } from '../../python/pep508/normalize-name';
import type { Selection } from '../../python/pyproject/selection';
import type { InstallStep } from './install-step';
import type { Installer, LockPlace } from './installer';
import { networkSecrets } from './network-secrets';
import { NORMALIZE } from './normalize';
import { pythonPlatform } from './python-platform';
import { EXPORTED, wheelsStep } from './wheels-step';

/** Variables of base-builder; with them every uv command there means /venv and never downloads a Python. */
export const uvEnvironment: readonly string[] = [
  // Bytecode that is valid whatever the times of files are; the variable is Python's `py_compile` mode, as uv takes it.
  'PYC_INVALIDATION_MODE=UNCHECKED_HASH',
  'SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH',
  'UV_CACHE_DIR=/var/cache/uv',
  'UV_COMPILE_BYTECODE=1',
  // Seconds. Python itself may take a minute to start under an emulator on a busy machine.
  'UV_COMPILE_BYTECODE_TIMEOUT=600',
  'UV_HTTP_RETRIES=5',
  // Seconds without a byte. One fetch that stalls holds up every image that shares the layer.
  'UV_HTTP_TIMEOUT=15',
  'UV_LINK_MODE=copy',
  'UV_PROJECT_ENVIRONMENT=/venv',
  'UV_PYTHON=/venv/bin/python',
  'UV_PYTHON_DOWNLOADS=never',
];

/**
 * uv's part of the Dockerfiles. `--frozen`: the lock is checked on the host, where all members are;
 * `--no-install-local`: the workspace's own packages come in layers of their own.
 */
export const uv: Installer = {
  name: 'uv',
  needs: ['uv'],
  lockFiles: ({ lockDir, settingsFile }) =>
    [...uvLockFiles(lockDir), ...(settingsFile === undefined ? [] : [settingsFile])].sort(),
  lockCopies: ({ lockDir, settingsFile = '' }) => [
    copyWords([
      ...uvLockFiles(lockDir),
      // Beside the lock it is found first, wherever it was.
      ...(settingsFile.endsWith('uv.toml') ? [settingsFile] : []),
      '/',
    ]),
  ],

  install: (_, selection) => syncStep(selection),

  installWheels: (_, selection, { machine, without }) => {
    const platform = pythonPlatform(machine);
    return platform === undefined
      ? undefined
      : syncStep(selection, [
          '--no-build',
          `--python-platform "${platform}"`,
          ...without.map((name) => `--no-install-package ${shellWord(name)}`),
        ]);
  },

  wheelsNeed: ['pip'],

  wheels: (place, selection) => ({
    // Unlike `uv sync`, `uv export` looks for the member beside the lock.
    lockCopies: [
      ...uv.lockCopies(place, selection),
      ...(place.dir === place.lockDir ? [] : [memberCopy(place)]),
    ],
    install: wheelsStep(
      ['type=bind,from=lock,target=/lock', ...networkMounts],
      `uv export --quiet --directory /lock --frozen --no-header --emit-index-url --no-default-groups --no-emit-local ${selected(selection)} --output-file ${EXPORTED}`,
    ),
  }),

  lock: () => [{ command: 'uv', args: ['lock'], files: ['uv.lock'], mounts: networkMounts }],

  // Undefined where the RUN does not call uv sync or uv export once.
  parseInstall(run) {
    const calls = run.split(/[;&|\n]+/).filter((each) => /\buv (sync|export)\b/.test(each));
    const [command = ''] = calls;
    if (calls.length !== 1 || !/--no-default-groups\b/.test(command) || BEYOND.test(command)) {
      return undefined;
    }
    const [name, ...others] = optionValues(command, 'package');
    const [extras, groups] = [optionValues(command, 'extra'), optionValues(command, 'group')];
    // uv lets `--no-group` win over `--group`.
    const declined = optionValues(command, 'no-group').sort();
    return name === undefined ||
      others.length > 0 ||
      [name, ...extras, ...groups, ...declined].some(isVariable)
      ? undefined
      : {
          package: name,
          extras: extras.sort(),
          groups: groups.filter((group) => !declined.includes(group)).sort(),
          ...(declined.length > 0 && { declined }),
        };
  },
};

function syncStep(selection: Selection, options: readonly string[] = []): InstallStep {
  const words = [selected(selection), ...options].join(' ');
  return {
    mounts: ['type=bind,from=lock,target=/lock', ...networkMounts],
    command: `uv sync --directory /lock --frozen --no-default-groups --no-install-local ${words} \\\n && ${NORMALIZE}`,
  };
}

function memberCopy({ dir, lockDir }: LockPlace): string {
  return copyWords([posix.join(dir, 'pyproject.toml'), `/${posix.relative(lockDir, dir)}/`]);
}

function selected(selection: Selection): string {
  return [
    `--package ${shellWord(selection.package)}`,
    ...selection.extras.map((extra) => `--extra ${shellWord(extra)}`),
    ...selection.groups.map((group) => `--group ${shellWord(group)}`),
    ...(selection.declined ?? []).map((group) => `--no-group ${shellWord(group)}`),
  ].join(' ');
}

/** The lock and the pyproject beside it, relative to the workspace root. */
export function uvLockFiles(lockDir: string): readonly string[] {
  const folder = lockDir === '.' ? '' : `${lockDir}/`;
  return [`${folder}pyproject.toml`, `${folder}uv.lock`];
}

/** Installs everything a uv lock holds, for the stage `dev`. @param lockDir folder of the lock */
export function uvInstallAll(lockDir: string): InstallStep {
  const folder = lockDir === '.' ? '/workspace' : `/workspace/${lockDir}`;
  return {
    mounts: [
      ...uvLockFiles(lockDir).map((file) =>
        mountWord(`type=bind,source=${file},target=/workspace/${file}`),
      ),
      ...networkMounts,
    ],
    command: `uv sync --directory ${shellWord(folder)} --frozen --all-packages --no-install-local`,
  };
}

/** The cache and the optional secrets of every RUN that reaches a package index with uv. */
export const networkMounts: readonly string[] = [
  'type=cache,id=uv,target=/var/cache/uv',
  ...networkSecrets,
];

/** Options that install more or other groups and extras than those named. */
const BEYOND = /--(all-\w|only-\w|dev\b|no-extra\b)/;

/** Normalised, each once. */
function optionValues(command: string, option: string): string[] {
  const values = Array.from(
    command.matchAll(new RegExp(`\\s--${option}(?:=|\\s+)["']?([^\\s"'-][^\\s"']*)`, 'g')),
    ([, value]) => normalizeName(value ?? ''),
  );
  return [...new Set(values)];
}

function isVariable(value: string): boolean {
  return value.includes('$');
}
