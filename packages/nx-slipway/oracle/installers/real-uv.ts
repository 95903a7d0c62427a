import { runCommand } from '../../src/process/run-command';
import type { RealInstaller } from './compare-workspace';
import { dryRunLayers, installedLines } from './dry-run-layers';
import type { HostPython } from './host-pythons';
import type { InstalledWorkspace } from './run-oracle';

/** Returns the host's uv with one of its Pythons; it is asked with the command of the Dockerfile. */
export function realUv(python: HostPython): RealInstaller<InstalledWorkspace> {
  return {
    lock: async (folder) => (await uv(folder, ['lock'])).exitCode === 0,
    async installed(folder, { selection }) {
      const { exitCode, stderr } = await uv(folder, [
        ...['sync', '--frozen', '--dry-run', '--no-default-groups', '--no-install-local'],
        ...['--package', selection.package],
        ...selection.extras.flatMap((extra) => ['--extra', extra]),
        ...selection.groups.flatMap((group) => ['--group', group]),
      ]);
      return exitCode === 0 ? [...installedLines(stderr)].sort() : undefined;
    },
    layers: (folder, packages) => dryRunLayers(folder, packages, python),
  };

  function uv(cwd: string, args: readonly string[]) {
    const env = { UV_PYTHON: python.minor, UV_PYTHON_DOWNLOADS: 'never', NO_COLOR: '1' };
    return runCommand({ command: 'uv', args, cwd, env });
  }
}
