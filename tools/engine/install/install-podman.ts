import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { type EnginePlace, enginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';
import { replaceFile } from '../machine/replace-file.ts';
import { runStep } from '../machine/run-step.ts';
import { withLock } from '../machine/with-lock.ts';
import { readSettings } from '../network/choose-settings.ts';
import { planPodmanConfig } from './plan-podman-config.ts';
import { readDebianMirrors } from './read-debian-mirrors.ts';
import { programSuite } from './unpack-packages.ts';

/** podman, what runs containers for it, and what it makes networks with. */
const packages = ['base-files', 'podman', 'runc', 'netavark'];

/** Folder of the mark of podman's mount namespace; another one than that of earlier checkouts, whose root was a chroot. */
const NAMESPACE = 'rooted';

/** The script that makes the namespace podman runs in. */
const rootScript = fileURLToPath(new URL('podman-root.sh', import.meta.url));

/**
 * A podman of this checkout's own, beside the private engine, whose registry and network it takes: its programs
 * are unpacked once per machine, its images are the checkout's. They need a newer libc than the machine may have,
 * so they run in a mount namespace with a `/usr` of their own, which all calls share.
 * @returns the folder that has `podman`, to be put on PATH
 * @throws where no private engine is up
 */
export async function installPodman(): Promise<string> {
  const place = enginePlace();
  const settings = await readSettings(place);
  if (!settings)
    throw new Error('no private engine of this checkout is up, which podman is to stand beside');
  const programs = join(place.cache, `podman-${programSuite}`);
  await unpackPodman(place, programs);
  const folders = { state: join(place.state, 'podman'), run: join(place.run, 'podman') };
  await runStep(place, 'podman', () =>
    withLock(place, `podman-${place.id}`, async () => {
      for (const [file, text] of Object.entries(planPodmanConfig(folders, place, settings))) {
        await replaceFile(join(folders.state, file), text);
      }
      await enterRoot(programs, folders.run);
    }),
  );
  const command = podmanCommand(place);
  await replaceFile(command, wrapper(folders));
  await chmod(command, 0o755);
  return dirname(command);
}

/** The file that is this checkout's `podman`, once it has one. */
export function podmanCommand(place: EnginePlace): string {
  return join(place.state, 'podman', 'bin', 'podman');
}

/** Packages are extracted and not set up: podman needs nothing that their scripts would do. */
function unpackPodman(place: EnginePlace, folder: string): Promise<void> {
  return makeOnce(place, 'unpack podman', folder, async (half, run) => {
    const { archive } = await readDebianMirrors(run);
    await run('mmdebstrap', [
      '--variant=extract',
      '--mode=root',
      `--include=${packages.join(',')}`,
      '--aptopt=APT::Install-Recommends "false"',
      '--aptopt=Acquire::Check-Valid-Until "false"',
      programSuite,
      half,
      `deb ${archive} ${programSuite} main`,
    ]);
  });
}

async function enterRoot(programs: string, run: string): Promise<void> {
  const [names, root] = [join(run, NAMESPACE), join(run, 'root')];
  const mark = join(names, 'mount');
  if (await succeeds('nsenter', [`--mount=${mark}`, 'true'])) return;
  await mkdir(names, { recursive: true });
  await mkdir(root, { recursive: true });
  // A namespace can be kept only where mounts reach no other one.
  await execa('mount', ['--bind', names, names]);
  await execa('mount', ['--make-private', names]);
  await writeFile(mark, '');
  await execa('unshare', [`--mount=${mark}`, 'sh', rootScript, programs, root]);
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return (await execa(command, args, { reject: false })).exitCode === 0;
}

function wrapper({ state, run }: { readonly state: string; readonly run: string }): string {
  return [
    '#!/bin/sh',
    `export CONTAINERS_CONF='${state}/containers.conf'`,
    `export CONTAINERS_STORAGE_CONF='${state}/storage.conf'`,
    `export CONTAINERS_REGISTRIES_CONF='${state}/registries.conf'`,
    // Said at each call otherwise, of machines with cgroups of both versions.
    'export PODMAN_IGNORE_CGROUPSV1_WARNING=1',
    `exec nsenter --mount='${run}/${NAMESPACE}/mount' --wdns="$PWD" /usr/bin/podman "$@"`,
    '',
  ].join('\n');
}
