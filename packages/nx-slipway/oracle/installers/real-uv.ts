import { join } from 'node:path';
import { runCommand } from '../../src/process/run-command';
import type { Selection } from '../../src/python/pyproject/selection';
import type { RealInstaller } from './compare-workspace';
import { dryRunLayers, installedLines } from './dry-run-layers';
import type { HostPython } from './host-pythons';
import type { UvWorkspace } from './random-uv-workspace';

/** Returns the host's uv with one of its Pythons. */
export function realUv(python: HostPython): RealInstaller<UvWorkspace> {
  return {
    lock: async (folder) => (await uv(folder, ['lock'])).exitCode === 0,
    async installed(folder, { selection, isTyped, defaultGroups }, part) {
      const defaults =
        isTyped && part === 'whole'
          ? declined(selection, defaultGroups)
          : // As in the command of the Dockerfile.
            ['--no-default-groups'];
      const { exitCode, stderr } = await uv(folder, [
        ...['sync', '--frozen', '--dry-run', '--no-install-local', ...defaults],
        ...['--package', selection.package],
        ...selection.extras.flatMap((extra) => ['--extra', extra]),
        ...selection.groups.flatMap((group) => ['--group', group]),
      ]);
      return exitCode === 0 ? [...installedLines(stderr)].sort() : { refused: stderr };
    },
    layers: (folder, packages) => dryRunLayers(folder, packages, python),
  };

  function uv(cwd: string, args: readonly string[]) {
    const env = {
      UV_PYTHON: join(python.venv, 'bin/python'),
      UV_PYTHON_DOWNLOADS: 'never',
      NO_COLOR: '1',
    };
    return runCommand({ command: 'uv', args, cwd, env });
  }
}

function declined({ groups }: Selection, defaults: UvWorkspace['defaultGroups']) {
  return defaults
    .filter((group) => !groups.includes(group))
    .flatMap((group) => ['--no-group', group]);
}
