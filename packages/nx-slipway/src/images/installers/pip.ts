import { posix } from 'node:path';
import { copyWords, shellWord } from '../../dockerfile/quote-words';
import { LOCAL_LINES } from '../../python/pip/remove-local-lines';
import { requirementsPath } from '../../python/pip/requirements-sets';
import type { Selection } from '../../python/pyproject/selection';
import { asMachine } from './as-machine';
import type { InstallStep } from './install-step';
import type { Installer, LockPlace } from './installer';
import { networkSecrets } from './network-secrets';
import { COMPILE_AND_NORMALIZE } from './normalize';
import { PIP_CHECK } from './pip-check';
import { networkMounts as uvMounts } from './uv';

/**
 * pip's part of the Dockerfiles. A group of an image is a file `requirements-<group>.txt`. The stage
 * `lock` has the tree's own layout, so that `-r` and `-c` find what they name. Lines that name a folder
 * go first: the workspace's own packages come in layers of their own, and pip has no hash for a folder.
 * What the mount is written to is gone after the RUN.
 *
 * An sdist is built as pip does it, with build requirements fetched from the same index, for which there
 * are no hashes; the line `--only-binary :all:` in requirements.txt allows wheels alone.
 */
export const pip: Installer = {
  name: 'pip',
  needs: ['pip'],
  lockFiles,

  lockCopies(place, selection) {
    const byFolder = new Map<string, readonly string[]>();
    for (const file of lockFiles(place, selection)) {
      const folder = posix.dirname(file);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
    }
    return [...byFolder]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([folder, files]) => copyWords([...files, folder === '.' ? '/' : `/${folder}/`]));
  },

  install: (place, selection) => pipStep(place, installCommands(selection, '--require-hashes')),

  // What has no wheel is not known, so that all of it must have one.
  installWheels: (place, selection, { machine, without, isLeft }) => {
    const options = `--only-binary :all: --require-hashes${isLeft ? ' --no-deps' : ''}`;
    const [install, ...others] = installCommands(selection, options);
    return without.length > 0
      ? undefined
      : pipStep(place, [...asMachine(machine, install), ...others]);
  },

  asksForWheels: true,

  wheelsNeed: ['pip'],

  wheels: (place, selection) => ({
    lockCopies: pip.lockCopies(place, selection),
    install: pipStep(place, [
      'mkdir /wheels',
      `pip wheel --disable-pip-version-check --require-hashes --wheel-dir /wheels ${requirementsOf(selection)}`,
    ]),
  }),

  // What the packages left need may be among those that are installed apart.
  installLeft: (place, selection) =>
    pipStep(place, installCommands(selection, '--require-hashes --no-deps')),

  // Requirements files may lack what their packages need, and nothing else looks where packages are installed apart.
  check: PIP_CHECK,

  // uv writes what pip-compile writes, for every platform at once.
  lock: ({ python, hasDevGroup, hasLocal }) =>
    [undefined, ...(hasDevGroup ? ['dev'] : [])].map((group) => {
      const file = requirementsPath('.', group);
      const options = ['--quiet', '--universal', '--generate-hashes'];
      return {
        command: 'uv',
        args: [
          ...['pip', 'compile', ...options],
          ...(python === undefined ? [] : [`--python-version=${python}`]),
          ...(group === undefined ? [] : [`--group=${group}`]),
          // uv takes no constraints from a file that names folders.
          ...(group === undefined || hasLocal ? [] : ['--constraints=requirements.txt']),
          `--output-file=${file}`,
          ...(group === undefined ? ['pyproject.toml'] : []),
        ],
        files: [file],
        mounts: uvMounts,
      };
    }),

  parseInstall(run) {
    const calls = run.split(/[;&|\n]+/).filter((each) => /\bpip\b.*\b(install|wheel)\b/.test(each));
    const [command = ''] = calls;
    const files = Array.from(
      command.matchAll(/\s(?:-r|--requirement)[ =]+(\S+)/g),
      ([, file = '']) => /^(?:\S*\/)?requirements(?:-([^\s/]+))?\.txt$/.exec(file),
    );
    const groups = files.flatMap((file) => file?.[1] ?? []);
    return calls.length === 1 && !files.includes(null) && files.length === groups.length + 1
      ? { extras: [], groups: groups.sort() }
      : undefined;
  },
};

function installCommands(selection: Selection, options: string): readonly [string, string] {
  return [
    `pip --python /venv/bin/python install --disable-pip-version-check --no-compile ${options} ${requirementsOf(selection)}`,
    COMPILE_AND_NORMALIZE,
  ];
}

function requirementsOf({ groups }: Selection): string {
  return [undefined, ...groups]
    .map((group) => `--requirement ${shellWord(requirementsPath('.', group))}`)
    .join(' ');
}

/** Commands in the folder of requirements files that name no folder. */
function pipStep({ dir }: LockPlace, commands: readonly string[]): InstallStep {
  return {
    mounts: [
      'type=bind,from=lock,target=/lock,rw',
      'type=cache,id=pip,target=/root/.cache/pip',
      'type=secret,id=pip-conf,target=/etc/pip.conf,required=false',
      ...networkSecrets,
    ],
    command: [
      `cd ${shellWord(posix.join('/lock', dir))}`,
      `sed -Ei '/${LOCAL_LINES}/d' *.txt`,
      ...commands,
    ].join(' \\\n && '),
  };
}

function lockFiles({ dir, nested }: LockPlace, { groups }: Selection): readonly string[] {
  const own = [undefined, ...groups].map((group) => requirementsPath(dir, group));
  return [...new Set([...own, ...own.flatMap((file) => nested?.get(file) ?? [])])].sort();
}
