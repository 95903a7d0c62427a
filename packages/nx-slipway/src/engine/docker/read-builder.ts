import { normalizePlatform } from '../../dockerfile/platform';
import {
  COMPRESSIONS,
  type Compression,
  DEFAULT_COMPRESSION,
} from '../../images/options/compression';
import type { RunCommand } from '../../process/run-command';

/** Where a builder is asked. */
interface Client {
  readonly run: RunCommand;
  readonly cwd: string;
}

/**
 * What a builder builds for where no platform is named: the first of those it lists, which need not be
 * this machine's. Undefined where it does not answer, or has not been started yet.
 *
 * @param builder buildx builder; the current one where none is named
 */
export async function readNativePlatform(
  builder: string | undefined,
  client: Client,
): Promise<string | undefined> {
  const [, first = ''] =
    /^Platforms:\s*([^\s,*]+)/m.exec(await inspectBuilder(builder, client)) ?? [];
  return normalizePlatform(first);
}

/**
 * What a builder compresses layers with when it pushes. Docker's own image store takes every value and uses gzip; it is
 * told from the containerd image store by a label that only the latter has. One that does not answer is held for one
 * that can: the build then says what is wrong with it.
 *
 * Rule: `Features` of buildx's docker driver.
 */
export async function readCompressions(
  builder: string | undefined,
  client: Client,
): Promise<readonly Compression[]> {
  const text = await inspectBuilder(builder, client);
  const isDocker = /^Driver:\s*docker\s*$/m.test(text);
  const answers = /^Platforms:/m.test(text);
  const hasContainerd = text.includes('org.mobyproject.buildkit.worker.snapshotter:');
  return isDocker && answers && !hasContainerd ? [DEFAULT_COMPRESSION] : COMPRESSIONS;
}

async function inspectBuilder(builder: string | undefined, { run, cwd }: Client): Promise<string> {
  const args = ['buildx', 'inspect', ...(builder ? [builder] : [])];
  return (await run({ command: 'docker', args, cwd })).stdout;
}
