import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry under another port, which counts what is sent to it. */
export interface CountingProxy {
  /** `127.0.0.1:port`; engines take a loopback registry over http unasked. */
  readonly registry: string;
  /** Bytes of bodies sent to the registry since the start. */
  readonly pushedBytes: () => number;
  /** Bytes of bodies it was answered with. */
  readonly pulledBytes: () => number;
  readonly stop: () => void;
}

/** Starts it in this process. @param registry `host:port` of the registry behind it */
export async function startCountingProxy(registry: string): Promise<CountingProxy> {
  let [bytes, answeredBytes] = [0, 0];
  const server = createServer((asked, answer) => {
    const [hostname, port] = registry.split(':');
    // The registry answers with URLs of the host that it was asked as.
    const { url: path, method, headers } = asked;
    const passed = request({ hostname, port, path, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.on('data', (chunk: Buffer) => {
        answeredBytes += chunk.length;
      });
      answered.pipe(answer);
    });
    passed.on('error', (error) => answer.destroy(error));
    asked.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    asked.on('error', (error) => passed.destroy(error));
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    registry: `127.0.0.1:${port}`,
    pushedBytes: () => bytes,
    pulledBytes: () => answeredBytes,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
