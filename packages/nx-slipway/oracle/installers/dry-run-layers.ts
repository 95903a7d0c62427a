import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useLayers } from '../../src/images/shared-layers/use-layers';
import { runCommand } from '../../src/process/run-command';
import type { ThirdPartyPackage } from '../../src/python/pyproject/third-party-package';
import type { Installed } from './compare-workspace';
import type { HostPython } from './host-pythons';

/**
 * Lists what the RUN of a shared layer would install of packages, as `name==version`.
 *
 * @param folder absolute, for the requirements files
 * @param how a dry run fetches nothing, and so compares no file with its hashes
 */
export async function dryRunLayers(
  folder: string,
  packages: readonly ThirdPartyPackage[],
  { venv }: Pick<HostPython, 'venv'>,
  how: 'dry run' | 'install' = 'dry run',
): Promise<Installed> {
  const group = { name: 'all', packages: packages.map(({ name }) => name) };
  const [layer] = useLayers(packages, [group], { together: [], hasOwnBuilder: false });
  const found: string[] = [];
  for (const [index, text] of (layer?.requirements ?? []).entries()) {
    const file = join(folder, `layer-${index}.txt`);
    writeFileSync(file, text);
    const { exitCode, stderr } = await runCommand({
      command: 'uv',
      args: [
        ...['pip', 'install', '--no-deps', '--require-hashes'],
        ...(how === 'dry run' ? ['--dry-run'] : ['--target', join(folder, 'installed')]),
        ...['--python', venv, '--requirement', file],
      ],
      cwd: folder,
      env: { UV_PYTHON_DOWNLOADS: 'never', NO_COLOR: '1' },
    });
    if (exitCode !== 0) return { refused: stderr };
    found.push(...installedLines(stderr));
  }
  return found;
}

/** What uv says that it would install: ` + six==1.17.0`. */
export function installedLines(stderr: string): readonly string[] {
  return Array.from(stderr.matchAll(/^ \+ (\S+)/gm), ([, each = '']) => each);
}
