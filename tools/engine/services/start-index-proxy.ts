import { join } from 'node:path';
import { execa } from 'execa';
import type { PackageIndex } from '../engine.ts';
import type { EnginePlace } from '../engine-place.ts';
import { indexProxyVenv } from '../install/install-index-proxy.ts';
import { parsePipIndex } from './pip-index.ts';
import { readRunning } from './process-record.ts';
import { ownPackages, sharePackages } from './share-packages.ts';
import { startService } from './start-service.ts';

/** Where the proxy listens, besides on loopback. */
export interface IndexListener {
  /** An address that the host and, where there is one, every RUN step can reach. */
  readonly address: string;
  readonly port: number;
}

/** The index that a proxy listening there serves. One URL for both sides, because lock files store URLs. */
export function packageIndexAt({ address, port }: IndexListener): PackageIndex {
  return {
    hostUrl: `http://${address}:${port}/index/`,
    buildUrl: `http://${address}:${port}/index/`,
    trustedHost: address,
  };
}

/** Starts the caching package index before the index that pip is configured for, and waits until it answers. */
export async function startIndexProxy(place: EnginePlace, listener: IndexListener): Promise<void> {
  if ((await readRunning(place, 'index')) && (await isIndexUp(listener.port))) {
    return;
  }
  await sharePackages(place);
  const binds = [...new Set([listener.address, '127.0.0.1'])].map((a) => `${a}:${listener.port}`);
  await startService(place, {
    name: 'index',
    command: [
      join(indexProxyVenv(place), 'bin/python'),
      // One process: proxpi keeps its index pages in memory.
      ...['-m', 'gunicorn', '--workers', '1', '--threads', '16', '--timeout', '600'],
      // It would stand in the user's home, one for all checkouts.
      '--no-control-socket',
      ...binds.flatMap((bind) => ['--bind', bind]),
      'proxpi.server:app',
    ],
    env: await proxyEnv(place, listener),
    isReady: () => isIndexUp(listener.port),
  });
}

/** Whether the proxy answers. */
export function isIndexUp(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health`).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function proxyEnv(
  place: EnginePlace,
  listener: IndexListener,
): Promise<Readonly<Record<string, string>>> {
  const pip = await execa('python3', ['-m', 'pip', 'config', 'list'], { reject: false });
  const { index, extra } = parsePipIndex(pip.stdout ?? '');
  // Whoever has pointed pip at this very proxy does not want it to ask itself.
  const upstream = index?.includes(`:${listener.port}/`) ? undefined : index;
  const bundle = process.env.REQUESTS_CA_BUNDLE || process.env.SSL_CERT_FILE;
  return {
    PROXPI_CACHE_DIR: ownPackages(place),
    PROXPI_CACHE_SIZE: String(20 * 2 ** 30),
    // When a download takes longer, proxpi sends the client to the upstream itself, past the cache.
    PROXPI_DOWNLOAD_TIMEOUT: '600',
    ...(upstream ? { PROXPI_INDEX_URL: upstream } : {}),
    ...(extra ? { PROXPI_EXTRA_INDEX_URLS: extra.join(',') } : {}),
    ...(bundle ? { REQUESTS_CA_BUNDLE: bundle } : {}),
  };
}
