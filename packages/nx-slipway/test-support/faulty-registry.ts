import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is asked of a registry. */
export interface RegistryRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization?: string;
  readonly contentType?: string;
}

/** An answer in the registry's place; `hang` for none at all. */
export type FaultyAnswer =
  | 'hang'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

/** Whether a request starts the upload of a blob. */
export function isUpload({ method, url }: RegistryRequest): boolean {
  return method === 'POST' && url.includes('/blobs/uploads/');
}

/** A registry in front of another one, which counts what it is sent and answers some of it itself. */
export interface FaultyRegistry {
  /** `127.0.0.1:1234`, as the engine of these tests reaches it. */
  readonly host: string;
  /** Decides on requests from now on; undefined passes one on. */
  answer: (request: RegistryRequest) => FaultyAnswer | undefined;
  /** Requests since the start, as `PUT /v2/…`. */
  readonly requests: readonly string[];
  /** How often the whole of a blob was taken, by digest. */
  readonly uploads: ReadonlyMap<string, number>;
  /** Blobs taken over from another repository. */
  readonly mounts: readonly string[];
  /** Bytes of blobs and manifests that it was sent. */
  readonly sentBytes: () => number;
  /** Starts counting from zero. */
  readonly reset: () => void;
  readonly stop: () => void;
}

/** Starts one. @param behind `host:port` of the registry that has the images */
export async function startFaultyRegistry(behind: string): Promise<FaultyRegistry> {
  const requests: string[] = [];
  const uploads = new Map<string, number>();
  const mounts: string[] = [];
  let sent = 0;
  const server = createServer((incoming, response) => {
    const { method = 'GET', url = '/', headers } = incoming;
    requests.push(`${method} ${url}`);
    const { authorization, 'content-type': contentType } = headers;
    const fault = registry.answer({
      ...{ method, url },
      ...(authorization && { authorization }),
      ...(contentType && { contentType }),
    });
    if (fault === 'hang') return;
    if (fault) {
      incoming.resume();
      response.writeHead(fault.status, { ...fault.headers });
      response.end(fault.body);
      return;
    }
    incoming.on('data', (chunk: Buffer) => {
      sent += chunk.length;
    });
    passOn(behind, incoming, response, (status) => {
      const { searchParams } = new URL(url, 'http://registry');
      const digest = searchParams.get('digest');
      const mount = searchParams.get('mount');
      if (status !== 201) return;
      if (digest && method === 'PUT') uploads.set(digest, (uploads.get(digest) ?? 0) + 1);
      if (mount) mounts.push(mount);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const registry: FaultyRegistry = {
    host: `127.0.0.1:${port}`,
    answer: () => undefined,
    requests,
    uploads,
    mounts,
    sentBytes: () => sent,
    reset() {
      requests.length = 0;
      uploads.clear();
      mounts.length = 0;
      sent = 0;
      registry.answer = () => undefined;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
  return registry;
}

function passOn(
  behind: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  onStatus: (status: number) => void,
): void {
  const [host, port] = behind.split(':');
  // With the host it was asked under, the registry names this one in what it answers.
  const { method, url, headers } = incoming;
  const outgoing = request({ host, port, method, path: url, headers }, (answer) => {
    onStatus(answer.statusCode ?? 0);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}

/**
 * A registry that wants a token, and of which each is good for so many requests.
 *
 * @param tokens how many it hands out before it refuses
 */
export function expiringTokens(
  host: string,
  { uses, tokens }: { readonly uses: number; readonly tokens: number },
): FaultyRegistry['answer'] {
  const left = new Map<string, number>();
  return ({ url, authorization = '' }) => {
    if (url.startsWith('/token')) {
      if (left.size >= tokens) return { status: 401, body: '{"errors":[{"code":"UNAUTHORIZED"}]}' };
      const token = `token-${left.size + 1}`;
      left.set(`Bearer ${token}`, uses);
      const headers = { 'content-type': 'application/json' };
      return { status: 200, headers, body: JSON.stringify({ token, expires_in: 300 }) };
    }
    const rest = left.get(authorization) ?? 0;
    left.set(authorization, rest - 1);
    if (rest > 0) return undefined;
    const challenge = `Bearer realm="http://${host}/token",service="registry"`;
    return { status: 401, headers: { 'www-authenticate': challenge } };
  };
}
