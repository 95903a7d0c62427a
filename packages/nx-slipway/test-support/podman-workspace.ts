import { randomBytes } from 'node:crypto';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { engineRegistry } from './engine-registry';
import { call, makeWorkspace, type RealWorkspace } from './real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from './workspace-files';

/** Answers on 8000 until SIGTERM. */
export const PODMAN_SERVER = [
  'import http.server, signal, sys',
  'import greetings, six',
  '',
  '',
  'class Handler(http.server.BaseHTTPRequestHandler):',
  '    def do_GET(self):',
  '        self.send_response(200)',
  '        self.end_headers()',
  '        self.wfile.write(greetings.greet().encode())',
  '',
  '',
  'def main() -> None:',
  '    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
  '    http.server.HTTPServer(("0.0.0.0", 8000), Handler).serve_forever()',
  '',
].join('\n');

/** The services `api` and `worker` with a library and a shared layer; images are named below the registry. */
export async function makePodmanWorkspace(): Promise<RealWorkspace> {
  const team = `slipway-podman-${randomBytes(3).toString('hex')}`;
  const namespace = `${engineRegistry()}/${team}`;
  const workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...stackFiles(namespace),
    ...libraryFiles({ name: 'greetings', code: 'def greet() -> str:\n    return "greeted"\n' }),
    ...serviceFiles(
      { name: 'api', libraries: ['greetings'], packages: ['six'], code: PODMAN_SERVER },
      namespace,
    ),
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: { six: ['six'] } } }),
    ...serviceFiles(
      { name: 'worker', libraries: ['greetings'], packages: ['six', 'idna'] },
      namespace,
    ),
  });
  // podman tells no digest of a base before it is in its store, and without one nothing has a key.
  const [, base = ''] = /^FROM (\S+)/m.exec(workspace.read('images/python/Dockerfile')) ?? [];
  await podman('pull', '--quiet', base);
  return {
    ...workspace,
    async dispose() {
      await removePodmanImages(namespace);
      await workspace.dispose();
    },
  };
}

/**
 * Takes the names of a namespace from podman's store, and with its last name an image goes. Not by ids: a service of
 * another namespace may have the same image.
 */
export async function removePodmanImages(namespace: string): Promise<void> {
  const filter = `--filter=reference=${namespace}/*`;
  const names = await podman('image', 'ls', '--format={{.Repository}}:{{.Tag}}', filter);
  const own = names.split('\n').filter((name) => name.startsWith(`${namespace}/`));
  if (own.length > 0) await podman('image', 'rm', '--force', ...own);
}

/** Calls podman. */
export function podman(...args: readonly string[]): Promise<string> {
  return call('podman', args);
}
