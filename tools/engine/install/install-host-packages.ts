import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { EnginePlace } from '../engine-place.ts';
import type { Run } from '../machine/run-step.ts';
import { indexProxyVenv } from './install-index-proxy.ts';

/** What a private engine runs on, by the file that shows it is there and the Debian package that brings it. */
const needs: readonly (readonly [file: string, debianPackage: string])[] = [
  ['runc', 'runc'],
  ['iptables', 'iptables'],
  ['ip', 'iproute2'],
  ['docker-registry', 'docker-registry'],
  ['mmdebstrap', 'mmdebstrap'],
  ['xz', 'xz-utils'],
  ['/usr/share/keyrings/debian-archive-keyring.gpg', 'debian-archive-keyring'],
];

/** Installs what is missing on this machine, and nothing else. No service is started by it. */
export async function installHostPackages(place: EnginePlace, run: Run): Promise<void> {
  const missing = await readMissing(place);
  if (missing.length === 0) {
    return;
  }
  await run('apt-get', ['update']);
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    // RUNLEVEL keeps invoke-rc.d from starting what a package brings.
    env: { RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' },
  });
}

async function readMissing(place: EnginePlace): Promise<readonly string[]> {
  const found = await Promise.all(needs.map(async ([file]) => exists(file)));
  const missing = needs.filter((_, i) => !found[i]).map(([, debianPackage]) => debianPackage);
  return (await canMakeVenv(place)) ? missing : [...missing, 'python3-venv'];
}

/** Not asked once the index proxy has its venv: starting Python is slow, and an `up` again must be quick. */
async function canMakeVenv(place: EnginePlace): Promise<boolean> {
  return (
    (await exists(indexProxyVenv(place))) ||
    !(await execa('python3', ['-c', 'import venv, ensurepip'], { reject: false })).failed
  );
}

async function exists(file: string): Promise<boolean> {
  const folders = file.startsWith('/') ? [''] : ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  const answers = await Promise.allSettled(
    folders.map((folder) => access(join(folder, file), constants.R_OK)),
  );
  return answers.some((answer) => answer.status === 'fulfilled');
}
