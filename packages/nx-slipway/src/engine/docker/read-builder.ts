import { normalizePlatform } from '../../dockerfile/platform';
import { COMPRESSIONS, type Compression } from '../../images/options/compression';
import type { RunCommand } from '../../process/run-command';
import type { BuilderNodes } from '../builder-nodes';

/** Where a builder is asked. */
interface Client {
  readonly run: RunCommand;
  readonly cwd: string;
}

/**
 * Reads what a builder builds on. Its platform where none is named is the first of those it lists, which need not be
 * this machine's.
 *
 * @param builder buildx builder; the current one where none is named
 */
export async function readNodes(
  builder: string | undefined,
  client: Client,
): Promise<BuilderNodes> {
  const text = await inspectBuilder(builder, client);
  const [, first = ''] = /^Platforms:\s*([^\s,*]+)/m.exec(text) ?? [];
  const platform = normalizePlatform(first);
  const count = text.match(/^Endpoint:/gm)?.length ?? 0;
  return { count, ...(platform !== undefined && { platform }) };
}

/**
 * What a builder compresses layers with when it pushes. Docker's own image store takes every value and uses gzip; it is
 * told from the containerd image store by a label that only the latter has. A Docker that was compiled with Go 1.27
 * ends when it is asked for estargz, with all that runs in it, and nothing tells which one was.
 *
 * Rules: `Features` of buildx's docker driver; issue 2330 of containerd/stargz-snapshotter.
 */
export async function readCompressions(
  builder: string | undefined,
  client: Client,
): Promise<readonly Compression[]> {
  const text = await inspectBuilder(builder, client);
  // A builder that is missing is not Docker's own; the build reports what is wrong with it.
  if (!/^Driver:\s*docker\s*$/m.test(text)) return COMPRESSIONS;
  const answers = /^Platforms:/m.test(text);
  const hasContainerd = text.includes('org.mobyproject.buildkit.worker.snapshotter:');
  return answers && !hasContainerd ? ['gzip'] : ['gzip', 'zstd'];
}

async function inspectBuilder(builder: string | undefined, { run, cwd }: Client): Promise<string> {
  const args = ['buildx', 'inspect', ...(builder ? [builder] : [])];
  return (await run({ command: 'docker', args, cwd })).stdout;
}
