import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';
import { type Run, runStep } from '../machine/run-step.ts';
import { type Architecture, machineNames } from './architectures.ts';
import { programSuite, unpackPackages } from './unpack-packages.ts';

/** Where the kernel keeps which program runs which foreign binaries, binfmt_misc(5). */
const binfmt = '/proc/sys/fs/binfmt_misc';

/**
 * Makes the kernel run programs of another architecture by qemu, for every process of the machine; a
 * running engine offers the platform from then on. What is registered already stays as it is, and what is
 * registered here stays after `down`: it is the machine's, other checkouts may build with it, and it
 * changes nothing for programs of the machine's own. Undone by `echo -1 > /proc/sys/fs/binfmt_misc/qemu-…`.
 *
 * @throws where the kernel has no binfmt_misc, or does not let us write there
 */
export async function registerEmulator(
  place: EnginePlace,
  architecture: Architecture,
): Promise<void> {
  const name = `qemu-${machineNames[architecture]}`;
  if (await isRegistered(name)) {
    return;
  }
  const folder = join(place.cache, `${name}-${programSuite}`);
  await makeOnce(place, `unpack ${name}`, folder, (half, run) => unpackEmulator(name, half, run));
  await runStep(place, `register ${name}`, async (run) => {
    if (!(await readdir(binfmt)).includes('register')) {
      await run('mount', ['-t', 'binfmt_misc', 'binfmt_misc', binfmt]);
    }
    const line = registration(await readFile(join(folder, 'binfmt.conf'), 'utf8'), name, folder);
    // Another checkout may have been quicker.
    if (!(await isRegistered(name))) {
      await writeFile(join(binfmt, 'register'), line);
    }
  });
}

async function isRegistered(name: string): Promise<boolean> {
  return (await readFile(join(binfmt, name), 'utf8').catch(() => '')).startsWith('enabled');
}

/** Of the package, which holds an emulator for every processor there is, the one program and how to register it. */
async function unpackEmulator(name: string, folder: string, run: Run): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'nx-slipway-qemu-'));
  try {
    await unpackPackages(['qemu-user'], work, run);
    await copyFile(join(work, 'usr/bin', name), join(folder, name));
    const conf = join(work, 'usr/share/qemu/binfmt.d', `${name}.conf`);
    await copyFile(conf, join(folder, 'binfmt.conf'));
  } finally {
    await rm(work, { recursive: true });
  }
}

/**
 * The line to write: Debian's, with the unpacked program. Its flag F has the kernel open the program at
 * once, so that it is found from inside any container.
 */
function registration(conf: string, name: string, folder: string): string {
  const line = conf.split('\n').find((each) => each.startsWith(`:${name}:`)) ?? '';
  const fields = line.split(':');
  if (fields.length !== 8 || !fields[7]?.includes('F')) {
    throw new Error(`the package qemu-user registers ${name} in a way not known here: ${line}`);
  }
  return fields.with(6, join(folder, name)).join(':');
}
