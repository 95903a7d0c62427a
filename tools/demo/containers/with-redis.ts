import { fileURLToPath } from 'node:url';
import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';
import { readOnlyOptions } from './read-only-options.ts';
import { waitUntil } from './wait-until.ts';
import { withContainer } from './with-container.ts';

/** Builds an image of Redis from Debian's package: not every machine can pull Docker Hub's. @returns its name */
export async function buildRedis(scene: Scene): Promise<string> {
  const image = 'nx-slipway/redis';
  const dockerfile = fileURLToPath(new URL('redis.Dockerfile', import.meta.url));
  await runQuiet(scene, 'docker', [
    ...['buildx', 'build', '--load', '--provenance=false', '--tag', image],
    ...['--file', dockerfile, fileURLToPath(new URL('.', import.meta.url))],
  ]);
  return image;
}

/** Does `work` while a Redis answers as `redis` on the network, and removes it whatever happens. */
export async function withRedis<T>(
  scene: Scene,
  { name, network }: { readonly name: string; readonly network: string },
  work: () => Promise<T>,
): Promise<T> {
  const image = await buildRedis(scene);
  const options = [...readOnlyOptions, `--network=${network}`, '--network-alias=redis'];
  return withContainer(scene, { name, image, options }, async () => {
    await waitUntil(scene, 'redis', async () =>
      (await runQuiet(scene, 'docker', ['exec', name, 'redis-cli', 'ping'])) === 'PONG'
        ? true
        : undefined,
    );
    return work();
  });
}
