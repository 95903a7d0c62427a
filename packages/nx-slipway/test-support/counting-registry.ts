import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry in front of another one, which counts what it is sent. */
export interface CountingRegistry {
  /** `127.0.0.1:41235` */
  readonly host: string;
  /** How often each blob was uploaded, whatever the repository, by digest. */
  readonly uploads: () => ReadonlyMap<string, number>;
  readonly stop: () => void;
}

/** Starts one on loopback. @param behind `host:port` of the registry that keeps what is sent */
export async function startCountingRegistry(behind: string): Promise<CountingRegistry> {
  const uploads = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/' } = incoming;
    const digest = new URL(url, 'http://registry').searchParams.get('digest');
    if (method === 'PUT' && digest !== null) uploads.set(digest, (uploads.get(digest) ?? 0) + 1);
    pass(incoming, outgoing, behind);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    uploads: () => uploads,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The registry is told the host it is reached by, so that its answers lead back here. */
function pass(incoming: IncomingMessage, outgoing: ServerResponse, behind: string): void {
  const { method, url, headers } = incoming;
  const [host, port] = behind.split(':');
  const onward = request({ host, port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
