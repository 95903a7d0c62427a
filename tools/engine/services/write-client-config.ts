import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { composeRoot, dockerRoot } from '../install/unpack-docker.ts';
import { replaceFile } from '../machine/replace-file.ts';
import { engineSocket } from './plan-daemon-config.ts';

/**
 * Gives the private engine's client a config folder of its own, with buildx and compose, and tells the variables that
 * make plain `docker` that client. The user's own config folder is neither read nor written.
 */
export async function writeClientConfig(
  place: EnginePlace,
): Promise<Readonly<Record<string, string>>> {
  const root = dockerRoot(place);
  const folder = join(place.state, 'docker-config');
  const cliPluginsExtraDirs = [root, composeRoot(place)].map((each) =>
    join(each, 'usr/libexec/docker/cli-plugins'),
  );
  const config = { cliPluginsExtraDirs };
  await replaceFile(join(folder, 'config.json'), `${JSON.stringify(config)}\n`);
  const client = join(root, 'usr/bin');
  const path = (process.env.PATH ?? '').split(':').filter((part) => part !== client);
  return {
    DOCKER_HOST: `unix://${engineSocket(place)}`,
    DOCKER_CONFIG: folder,
    PATH: [client, ...path].join(':'),
  };
}
