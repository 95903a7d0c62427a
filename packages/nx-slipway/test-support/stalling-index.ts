import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A package index in front of another one, which leaves requests for a file without an answer. */
export interface StallingIndex {
  /** As containers reach it. */
  readonly origin: string;
  /** How many requests were left without an answer. */
  readonly stalled: () => number;
  readonly stop: () => void;
}

/**
 * Starts one.
 *
 * @param file URL of the file at the index that answers all other requests. It is fetched before the
 *   first request, so that whoever tries again gets it at once, however busy that index is.
 * @param requests so many of the first requests for the file get no answer
 */
export async function startStallingIndex(file: string, requests: number): Promise<StallingIndex> {
  const { origin: behind, hostname, pathname } = new URL(file);
  const kept = await fetchAnswer(file, '*/*');
  let stalled = 0;
  const server = createServer(({ url = '/', headers }, response) => {
    if (url !== pathname) {
      fetchAnswer(`${behind}${url}`, headers.accept ?? '*/*').then(
        (answer) => send(answer, response),
        () => response.destroy(),
      );
    } else if (stalled < requests) {
      stalled += 1;
    } else {
      send(kept, response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${hostname}:${port}`,
    stalled: () => stalled,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

async function fetchAnswer(url: string, accept: string): Promise<Answer> {
  const answer = await fetch(url, { headers: { accept } });
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  return { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
}

function send({ status, type, body }: Answer, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
