import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import type { Scene } from '../tools/demo/scene.ts';

/** An npm registry of this machine. */
export interface NpmRegistry {
  readonly url: string;
  readonly stop: () => void;
}

/** A release of a package, as its tarball has it. */
interface Release {
  readonly manifest: Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly version: string;
  };
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Serves the releases of one package to npm, the last one as `latest`, and sends it to another registry for all else.
 * Verdaccio would do the same with several hundred packages more, and this is the only test that needs a registry of npm.
 *
 * @param scene for programs that are called
 * @param tarballs of the releases, the oldest first
 * @param upstream address of the other registry
 */
export async function startNpmRegistry(
  scene: Scene,
  tarballs: readonly string[],
  upstream: string,
): Promise<NpmRegistry> {
  const releases = await Promise.all(tarballs.map((tarball) => readRelease(scene, tarball)));
  const name = releases[0]?.manifest.name ?? '';
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(url.replace(/\?.*$/, ''));
    const release = releases.find(({ file }) => path === `/${name}/-/${file}`);
    if (release) response.end(release.bytes);
    else if (path === `/${name}`) sendJson(response, packumentOf(name, releases, address()));
    else response.writeHead(302, { location: new URL(url, upstream).href }).end();
  });
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `${address()}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readRelease(scene: Scene, tarball: string): Promise<Release> {
  const manifest = await runQuiet(scene, 'tar', ['-xOf', tarball, 'package/package.json']);
  return {
    manifest: JSON.parse(manifest),
    file: basename(tarball),
    bytes: await readFile(tarball),
  };
}

/** What a registry says of a package: its releases, each with the whole package.json. */
function packumentOf(name: string, releases: readonly Release[], address: string) {
  const versions = releases.map(({ manifest, file, bytes }) => {
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    const dist = { tarball: `${address}/${name}/-/${file}`, integrity };
    return [manifest.version, { ...manifest, _id: `${name}@${manifest.version}`, dist }] as const;
  });
  // Older than any age that somebody may have npm or Nx ask for.
  const time = versions.map(([version]) => [version, '2026-01-01T00:00:00.000Z']);
  return {
    name,
    'dist-tags': { latest: versions.at(-1)?.[0] },
    versions: Object.fromEntries(versions),
    time: Object.fromEntries(time),
  };
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}
