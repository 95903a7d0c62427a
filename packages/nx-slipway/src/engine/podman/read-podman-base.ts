import { tmpdir } from 'node:os';
import { normalizePlatform } from '../../dockerfile/platform';
import { formatCommand } from '../../process/format-command';
import type { RunCommand } from '../../process/run-command';
import type { ReadBase } from '../docker/read-base';
import { classifyPodman } from './classify-podman';
import { resolvePodmanDigest } from './resolve-podman-digest';

/** Fields of `podman image inspect`, as far as they are read. */
interface Inspected {
  readonly Digest?: string;
  readonly Architecture?: string;
  readonly Os?: string;
  readonly Config?: { readonly OnBuild?: readonly string[] | null };
}

/**
 * What a reference is to podman's builds: what its store has, or after a pull what the registry has. A base that it has
 * not pulled yet is known once an image has been built from it.
 */
export async function readPodmanBase(
  reference: string,
  { run, pull }: { readonly run: RunCommand; readonly pull: boolean },
): Promise<ReadBase> {
  if (pull) {
    const resolved = await resolvePodmanDigest(reference, { run });
    if ('problem' in resolved) return resolved;
  }
  const args = ['image', 'inspect', '--format={{json .}}', reference];
  const command = { command: 'podman', args, cwd: tmpdir() };
  const { exitCode, stdout, stderr, failure } = await run(command);
  if (exitCode !== 0) {
    return { problem: classifyPodman(failure ?? stderr, formatCommand(command)) };
  }
  const { Digest = '', Architecture, Os, Config = {} } = JSON.parse(stdout) as Inspected;
  const platform = normalizePlatform(`${Os}/${Architecture}`);
  return {
    digest: /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1] ?? Digest,
    hasTriggers: (Config.OnBuild ?? []).length > 0,
    // Its store has the image for one platform, whichever it was pulled for.
    ...(platform !== undefined && {
      configs: { [platform]: { architecture: Architecture, os: Os, config: Config } },
    }),
  };
}
