import { askHttp } from './ask-http.ts';
import { readOnlyOptions } from './read-only-options.ts';
import { runQuiet } from './run-quiet.ts';
import type { Scene } from './scene.ts';
import { gracePeriod, type Stopped, stopContainer } from './stop-container.ts';
import { waitUntil } from './wait-until.ts';
import { withContainer } from './with-container.ts';
import { withNetwork } from './with-network.ts';
import { withRedis } from './with-redis.ts';

/** What was seen of the running services. */
export type Seen = {
  /** The HTTP service's answer. */
  readonly answer: string;
  /** The worker's line about the message. */
  readonly line: string;
  readonly api: Stopped;
  readonly worker: Stopped;
};

/**
 * Runs both services read-only beside a Redis, asks the one over HTTP, sends the other a message, and stops
 * both. Nothing is left of containers and network, whatever happens.
 * @param names `prefix` of containers and network, `namespace` of the images
 * @throws when one of them does not answer, or is not ended cleanly within the grace period
 */
export const showServices = async (
  scene: Scene,
  { prefix, namespace }: { readonly prefix: string; readonly namespace: string },
): Promise<Seen> => {
  const [network, redis, api, worker] = ['network', 'redis', 'api', 'worker'].map(
    (name) => `${prefix}-${name}`,
  ) as [string, string, string, string];
  const options = [...readOnlyOptions, `--network=${network}`, '--env=REDIS_URL=redis://redis'];
  const apiContainer = {
    name: api,
    image: `${namespace}/api`,
    options: [...options, '--publish=127.0.0.1::8000'],
  };
  const workerContainer = { name: worker, image: `${namespace}/worker`, options };

  return withNetwork(scene, network, () =>
    withRedis(scene, { name: redis, network }, () =>
      withContainer(scene, apiContainer, () =>
        withContainer(scene, workerContainer, async () => {
          const answer = await askService(scene, api);
          const line = await sendMessage(scene, { network, worker, image: workerContainer.image });
          const stopped = await Promise.all([
            stopContainer(scene, api),
            stopContainer(scene, worker),
          ]);
          return {
            answer,
            line,
            api: cleanly(api, stopped[0]),
            worker: cleanly(worker, stopped[1]),
          };
        }),
      ),
    ),
  );
};

const askService = async (scene: Scene, container: string): Promise<string> => {
  const address = await runQuiet(scene, 'docker', ['port', container, '8000/tcp']);
  const url = `http://${address}/greetings/Ada`;
  console.log(`\n$ curl ${url}`);
  const answer = await askHttp(scene, url);
  console.log(answer);
  return answer;
};

/** Sends the message from a container of the worker's own image, as any service could. */
const sendMessage = async (
  scene: Scene,
  { network, worker, image }: Readonly<Record<'network' | 'worker' | 'image', string>>,
): Promise<string> => {
  const send = 'from worker.actors import greet; greet.send("Grace")';
  console.log(`\n$ docker run … ${image} python -c '${send}'`);
  await runQuiet(scene, 'docker', [
    ...['run', '--rm', ...readOnlyOptions, `--network=${network}`, '--env=REDIS_URL=redis://redis'],
    ...[image, 'python', '-c', send],
  ]);
  const line = await waitUntil(scene, `${worker} works the message off`, async () => {
    const log = await runQuiet(scene, 'sh', ['-c', `docker logs ${worker} 2>&1`]);
    return log.split('\n').find((each) => each.includes('Hello, Grace!'));
  });
  console.log(line);
  return line;
};

const cleanly = (container: string, stopped: Stopped | undefined): Stopped => {
  if (stopped?.exitCode !== 0 || stopped.seconds > gracePeriod) {
    throw new Error(
      `${container} ended with code ${stopped?.exitCode} after ${stopped?.seconds.toFixed(1)} s`,
    );
  }
  return stopped;
};
