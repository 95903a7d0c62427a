import { tmpdir } from 'node:os';
import { formatCommand } from '../format-command';
import type { ResolvedDigest } from '../resolve-digest';
import type { RunCommand } from '../run-command';
import { classifyPodman } from './classify-podman';

/** The digest a reference has now: pulls it, which a build that asks for newer bases does as well. */
export async function resolvePodmanDigest(
  reference: string,
  { run }: { readonly run: RunCommand },
): Promise<ResolvedDigest> {
  const cwd = tmpdir();
  const pull = { command: 'podman', args: ['pull', '--quiet', reference], cwd };
  const pulled = await run(pull);
  if (pulled.exitCode !== 0) {
    const detail = pulled.failure ?? pulled.stderr;
    return { problem: classifyPodman(detail, formatCommand(pull)) };
  }
  const inspect = {
    command: 'podman',
    args: ['image', 'inspect', '--format={{.Digest}}', reference],
    cwd,
  };
  const { exitCode, stdout, stderr, failure } = await run(inspect);
  return exitCode === 0
    ? { digest: stdout.trim() }
    : { problem: classifyPodman(failure ?? stderr, formatCommand(inspect)) };
}
