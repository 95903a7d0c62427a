import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A package index in front of another one, which leaves requests without an answer. */
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
 * @param behind origin of the index that answers all other requests
 * @param stall the first so many requests for these paths get no answer
 */
export async function startStallingIndex(
  behind: string,
  stall: { readonly path: RegExp; readonly requests: number },
): Promise<StallingIndex> {
  let stalled = 0;
  const server = createServer(({ url = '/', headers }, response) => {
    if (stall.path.test(url) && stalled < stall.requests) {
      stalled += 1;
      return;
    }
    const { accept = '*/*' } = headers;
    pass(`${behind}${url}`, accept, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const own = `http://${new URL(behind).hostname}:${port}`;
  return {
    origin: own,
    stalled: () => stalled,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(url: string, accept: string, response: ServerResponse): Promise<void> {
  const answer = await fetch(url, { headers: { accept } });
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  response.writeHead(answer.status, { 'content-type': type });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
