import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** The package as users get it from a registry. */
export interface PackedPackage {
  /** Absolute path of the tarball. */
  readonly tarball: string;
  /** Hex SHA-256 of the tarball; npm packs the same files to the same bytes. */
  readonly hash: string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds nx-slipway and packs it into a folder, which is made where it is missing. */
export async function packPackage(
  folder: string,
  abort: AbortSignal = new AbortController().signal,
): Promise<PackedPackage> {
  await mkdir(folder, { recursive: true });
  await execa('nx', ['run', 'nx-slipway:build', '--output-style=static'], {
    cwd: root,
    preferLocal: true,
    env: { NX_DAEMON: 'false', NX_TUI: 'false' },
    stdin: 'ignore',
    cancelSignal: abort,
  });
  const { stdout } = await execa('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: join(root, 'packages/nx-slipway'),
    stdin: 'ignore',
    cancelSignal: abort,
  });
  const tarball = join(folder, stdout.trim());
  return {
    tarball,
    hash: createHash('sha256')
      .update(await readFile(tarball))
      .digest('hex'),
  };
}
