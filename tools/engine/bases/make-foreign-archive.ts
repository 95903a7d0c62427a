import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { type Architecture, machineNames, nativeArchitecture } from '../install/architectures.ts';
import type { DebianMirrors } from '../install/debian-mirrors.ts';
import type { Run } from '../machine/run-step.ts';
import type { BaseImage } from './base-images.ts';
import { dpkgOptions, readSources } from './make-root-archive.ts';

/** The script that gives unpacked packages what an emulator would take minutes to set up. */
export const foreignBaseHook = fileURLToPath(new URL('foreign-base-hook.sh', import.meta.url));

/**
 * Makes the file tree of a base image for another architecture as one tar: that architecture's packages,
 * and from the machine's own base what packages write as they are set up.
 * @param tar the file to write
 * @param own folder of the machine's own base, as `makeBaseImage` leaves it
 */
export async function makeForeignArchive(
  base: BaseImage,
  foreign: Architecture,
  mirrors: DebianMirrors,
  run: Run,
  tar: string,
  own: string,
): Promise<void> {
  const layer = join(own, 'layer.tar.gz');
  const { sources } = await readSources(base, mirrors, run, tar);
  const native = await nativeArchitecture();
  const hookArgs = [foreign, machineNames[foreign], machineNames[native], base.python, layer];
  await run('mmdebstrap', [
    '--variant=extract',
    '--mode=root',
    `--architectures=${foreign}`,
    // It would look for a program that tests emulators; ours is known to be registered.
    '--skip=output/dev,check/qemu',
    `--include=${(await readPackages(layer)).join(',')}`,
    ...dpkgOptions.map((option) => `--dpkgopt=${option}`),
    ...(base.rolling ? ['--aptopt=Acquire::Check-Valid-Until "false"'] : []),
    `--extract-hook=${[foreignBaseHook, '"$1"', ...hookArgs.map((arg) => `'${arg}'`)].join(' ')}`,
    base.suite,
    tar,
    ...sources,
  ]);
}

/** Names of the packages in a base. */
async function readPackages(layer: string): Promise<readonly string[]> {
  const { stdout } = await execa('tar', ['-xzOf', layer, './var/lib/dpkg/status']);
  return stdout.split('\n').flatMap((line) => /^Package: (.+)$/.exec(line)?.[1] ?? []);
}
