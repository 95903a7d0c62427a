import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';
import { askHttp } from './ask-http.ts';
import { readOnlyOptions } from './read-only-options.ts';
import { gracePeriod, type Stopped, stopContainer } from './stop-container.ts';
import { waitUntil } from './wait-until.ts';
import { withContainer } from './with-container.ts';
import { withNetwork } from './with-network.ts';
import { withRedis } from './with-redis.ts';

/** An image of the workspace, and how it is asked. */
export interface Shown {
  /** Of the image, without the namespace. */
  readonly name: string;
  /** Module with the actor that greets; absent for an image that answers over HTTP. */
  readonly actors?: string;
}

/** What was seen of one running service. */
export interface Seen {
  readonly name: string;
  /** Its answer over HTTP, or its line about the message. */
  readonly said: string;
  readonly stopped: Stopped;
}

/** What is run: `prefix` of the names of containers and network, `namespace` of the images. */
interface Show {
  readonly prefix: string;
  readonly namespace: string;
  readonly services: readonly Shown[];
}

/**
 * Runs services read-only beside a Redis, asks some over HTTP, sends the others a message, and stops
 * them. Nothing is left of containers and network, whatever happens.
 * @throws when one of them does not answer, or is not ended cleanly within the grace period
 */
export async function showServices(
  scene: Scene,
  { prefix, namespace, services }: Show,
): Promise<readonly Seen[]> {
  const [network, redis] = [`${prefix}-network`, `${prefix}-redis`];
  const asked: Omit<Seen, 'stopped'>[] = [];
  const showFrom = (index: number): Promise<readonly Seen[]> => {
    const shown = services[index];
    if (!shown) {
      return Promise.all(asked.map((each) => stop(scene, each, prefix)));
    }
    const container = {
      name: `${prefix}-${shown.name}`,
      image: `${namespace}/${shown.name}`,
      options: [...options(network, index), ...(shown.actors ? [] : [publishOption])],
    };
    return withContainer(scene, container, async () => {
      const said = shown.actors
        ? await sendMessage(scene, { ...container, actors: shown.actors })
        : await askService(scene, container.name);
      asked.push({ name: shown.name, said });
      return showFrom(index + 1);
    });
  };
  return withNetwork(scene, network, () =>
    withRedis(scene, { name: redis, network }, () => showFrom(0)),
  );
}

const publishOption = '--publish=127.0.0.1::8000';

/** Each service has a database of its own: workers of one queue would take each other's messages. */
function options(network: string, database: number): readonly string[] {
  return [...readOnlyOptions, `--network=${network}`, `--env=REDIS_URL=redis://redis/${database}`];
}

async function askService(scene: Scene, container: string): Promise<string> {
  const address = await runQuiet(scene, 'docker', ['port', container, '8000/tcp']);
  const url = `http://${address}/greetings/Ada`;
  console.log(`\n$ curl ${url}`);
  const answer = await askHttp(scene, url);
  console.log(answer);
  return answer;
}

/** Sends the message from a container of the worker's own image, as any service could. */
async function sendMessage(
  scene: Scene,
  worker: {
    readonly name: string;
    readonly image: string;
    readonly options: readonly string[];
    readonly actors: string;
  },
): Promise<string> {
  const send = `from ${worker.actors} import greet; greet.send("Grace")`;
  console.log(`\n$ docker run … ${worker.image} python -c '${send}'`);
  await runQuiet(scene, 'docker', [
    ...['run', '--rm', ...worker.options, worker.image],
    ...['python', '-c', send],
  ]);
  const line = await waitUntil(scene, `${worker.name} works the message off`, async () => {
    const log = await runQuiet(scene, 'sh', ['-c', `docker logs ${worker.name} 2>&1`]);
    return log.split('\n').find((each) => each.includes('Hello, Grace!'));
  });
  console.log(line);
  return line;
}

async function stop(scene: Scene, asked: Omit<Seen, 'stopped'>, prefix: string): Promise<Seen> {
  const container = `${prefix}-${asked.name}`;
  const stopped = await stopContainer(scene, container);
  if (stopped.exitCode !== 0 || stopped.seconds > gracePeriod) {
    throw new Error(
      `${container} ended with code ${stopped.exitCode} after ${stopped.seconds.toFixed(1)} s`,
    );
  }
  return { ...asked, stopped };
}
