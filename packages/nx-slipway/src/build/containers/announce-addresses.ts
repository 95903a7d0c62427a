import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type HostPort, hostPort, hostUrls } from '../../images/nx/published-ports';

/** Milliseconds between two tries. */
const PAUSE = 250;

/** Milliseconds for which a connection stays open where something listens: an engine closes one that nobody takes. */
const HELD = 300;

/**
 * Prepares to say where a container answers, once it does: its ports are open before its program listens. A port that
 * answers already, before the container is started, is somebody else's and is left out.
 *
 * @param ports as they are published: `127.0.0.1:8000:8000`
 * @returns says it, until it is aborted
 */
export async function announceAddresses(
  ports: readonly string[],
): Promise<(say: (url: string) => void, abort: AbortSignal) => Promise<void>> {
  const places = ports.flatMap((published) => {
    const [place, [url]] = [hostPort(published), hostUrls([published])];
    return place && url !== undefined ? [{ place, url }] : [];
  });
  const taken = await Promise.all(places.map(({ place }) => answers(place)));
  const free = places.filter((_, index) => !taken[index]);
  return async (say, abort) => {
    await Promise.all(
      free.map(async ({ place, url }) => {
        while (!abort.aborted) {
          const isThere = await answers(place);
          if (isThere && !abort.aborted) return say(url);
          await setTimeout(PAUSE, undefined, { signal: abort }).catch(() => undefined);
        }
      }),
    );
  };
}

/** Whether something takes a connection. Nothing is sent, so that no server logs a request. */
function answers({ host, port }: HostPort): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, host === '0.0.0.0' ? '127.0.0.1' : host);
    const end = (isHeld: boolean): void => {
      answer(isHeld);
      socket.destroy();
    };
    socket
      .once('connect', () => void socket.setTimeout(HELD, () => end(true)))
      .once('data', () => end(true))
      .once('error', () => end(false))
      .once('close', () => end(false));
  });
}
