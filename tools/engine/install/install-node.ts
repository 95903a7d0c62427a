import { join } from 'node:path';
import { enginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';

/**
 * Installs a Node.js of another version than the one that runs, once per machine, from the npm registry:
 * the package `node` has the program in a package per platform, which holds nothing else.
 * @param version exact
 * @returns a folder for PATH that holds `node` alone
 */
export async function installNode(version: string): Promise<string> {
  const place = enginePlace();
  const name = `node-${version}`;
  const program = `node-${process.platform}-${process.arch}`;
  const folder = join(place.cache, name);
  await makeOnce(place, `install ${name}`, folder, (half, run) =>
    run('npm', [
      ...['install', '--prefix', half, '--no-audit', '--no-fund', '--loglevel=error'],
      `${program}@${version}`,
    ]),
  );
  return join(folder, 'node_modules', program, 'bin');
}
