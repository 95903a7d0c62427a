import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A package index of this process: pip asks for every page of an index again and again. */
export interface MemoIndex {
  /** URLs of the same index under two names, each with a slash at its end. */
  readonly urls: readonly [string, string];
  readonly close: () => void;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** Serves what an index says, as it said it the first time. */
export async function memoIndex(upstream: string): Promise<MemoIndex> {
  const answers = new Map<string, Promise<Answer>>();
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urls: [`http://127.0.0.1:${port}/one/`, `http://127.0.0.1:${port}/two/`],
    close: () => server.close(),
  };

  async function answer({ url = '', headers }: IncomingMessage, response: ServerResponse) {
    const { accept = '*/*' } = headers;
    const path = url.replace(/^\/(one|two)\//, '');
    const key = `${accept} ${path}`;
    const known = answers.get(key) ?? ask(new URL(path, upstream), accept);
    answers.set(key, known);
    const { status, type, body } = await known.catch((error): Answer => {
      // It may be there the next time.
      answers.delete(key);
      return { status: 503, type: 'text/plain', body: Buffer.from(String(error)) };
    });
    response.writeHead(status, { 'content-type': type, 'content-length': body.length });
    response.end(body);
  }
}

async function ask(url: URL, accept: string): Promise<Answer> {
  const response = await fetch(url, { headers: { accept } });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? 'application/octet-stream',
    body: Buffer.from(await response.arrayBuffer()),
  };
}
