import { buildGoPrograms } from './build-go-programs.ts';

/** The version of BuildKit that `buildkit/go.mod` pins. */
const version = '0.25.2';

/**
 * Builds BuildKit's daemon, and the client that buildx speaks to it through where it runs in a container.
 * @returns the folder of `buildkitd` and `buildctl`
 */
export function installBuildkit(): Promise<string> {
  return buildGoPrograms({
    ...{ title: 'BuildKit', source: 'buildkit', version },
    packages: ['buildkitd', 'buildctl'].map((name) => `github.com/moby/buildkit/cmd/${name}`),
    flags: [
      // Nothing but runc runs the steps of tests.
      '-tags=no_containerd_worker',
      `-ldflags=-s -w -X github.com/moby/buildkit/version.Version=v${version}`,
    ],
  });
}
