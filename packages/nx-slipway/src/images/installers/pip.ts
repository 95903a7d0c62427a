import { posix } from 'node:path';
import type { Selection } from '../../python/selection';
import type { Installer, LockPlace } from './installer';
import { networkSecrets } from './network-secrets';
import { networkMounts as uvMounts } from './uv';

/**
 * pip's part of the Dockerfiles. A group of an image is a file `requirements-<group>.txt`. Lines that
 * name a folder are left out: the workspace's own packages come in layers of their own, and pip has no
 * hash for a folder.
 */
export const pip: Installer = {
  name: 'pip',
  needs: ['pip'],
  lockFiles,
  lockCopies: (project, selection) => [`${lockFiles(project, selection).join(' ')} /`],

  install(project, selection) {
    const files = lockFiles(project, selection).map((file) => posix.basename(file));
    const requirements = files.map((file) => `--requirement /tmp/${file}`).join(' ');
    return {
      mounts: [
        'type=bind,from=lock,target=/lock',
        'type=tmpfs,target=/tmp',
        'type=cache,id=pip,target=/root/.cache/pip',
        'type=secret,id=pip-conf,target=/etc/pip.conf,required=false',
        ...networkSecrets,
      ],
      command: `for file in /lock/*.txt; do grep -Ev '^(-e|--editable|file:|[.]{1,2}/)' "$file" > "/tmp/\${file#/lock/}"; done && /opt/builder/bin/python -m pip --python /venv/bin/python install --require-hashes ${requirements}`,
    };
  },

  // uv writes what pip-compile writes, for every platform at once.
  lock: ({ python, hasDevGroup }) =>
    [undefined, ...(hasDevGroup ? ['dev'] : [])].map((group) => {
      const file = group === undefined ? 'requirements.txt' : `requirements-${group}.txt`;
      const options = ['--quiet', '--universal', '--generate-hashes'];
      return {
        command: 'uv',
        args: [
          ...['pip', 'compile', ...options],
          ...(python === undefined ? [] : [`--python-version=${python}`]),
          ...(group === undefined ? [] : [`--group=${group}`, '--constraints=requirements.txt']),
          `--output-file=${file}`,
          ...(group === undefined ? ['pyproject.toml'] : []),
        ],
        files: [file],
        mounts: uvMounts,
      };
    }),

  parseInstall(run) {
    const files = Array.from(
      run.matchAll(/\s--requirement (?:\S*\/)?requirements(?:-([^\s/]+))?\.txt/g),
      ([, group]) => group,
    );
    return /\bpip\b.*\binstall\b/.test(run) && files.includes(undefined)
      ? { extras: [], groups: files.filter((group) => group !== undefined).sort() }
      : undefined;
  },
};

function lockFiles({ dir }: LockPlace, { groups }: Selection): readonly string[] {
  return ['requirements.txt', ...groups.map((group) => `requirements-${group}.txt`)].map((file) =>
    posix.join(dir, file),
  );
}
