import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildkitConfig, buildkitProgram } from './buildkit-programs';
import { call } from './real-workspace';

/** A builder whose daemon runs in a container of the engine: the driver `docker-container`. */
export interface ContainerBuilder {
  /** Name of a buildx builder. */
  readonly name: string;
  /** Ends it, and forgets what it has kept. */
  readonly stop: () => Promise<void>;
}

/** What the image `moby/buildkit` is, as far as it takes part here, of what is here. */
const IMAGE = `FROM python:3.13-slim-trixie
RUN apt-get update \\
    && apt-get install --yes --no-install-recommends ca-certificates runc \\
    && rm --recursive /var/lib/apt/lists
COPY buildkitd buildctl /usr/bin/
ENTRYPOINT ["buildkitd"]
`;

/** Makes one, with an empty store, in the network of this machine. */
export async function startContainerBuilder(): Promise<ContainerBuilder> {
  const name = `slipway-${randomBytes(3).toString('hex')}`;
  const image = `${name}-buildkit`;
  const folder = mkdtempSync(join(tmpdir(), 'slipway-buildkit-'));
  const config = join(folder, 'buildkitd.toml');
  try {
    for (const program of ['buildkitd', 'buildctl'] as const) {
      copyFileSync(buildkitProgram(program), join(folder, program));
    }
    writeFileSync(join(folder, 'Dockerfile'), IMAGE);
    writeFileSync(config, buildkitConfig());
    await call('docker', ['build', `--tag=${image}`, folder]);
    await call('docker', [
      ...['buildx', 'create', `--name=${name}`, '--driver=docker-container', '--bootstrap'],
      ...[
        `--driver-opt=image=${image}`,
        '--driver-opt=network=host',
        `--buildkitd-config=${config}`,
      ],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return {
    name,
    async stop() {
      await call('docker', ['buildx', 'rm', name]);
      await call('docker', ['image', 'rm', image]);
    },
  };
}
