import { tmpdir } from 'node:os';
import type { Problem } from '../../problems/problem';
import { formatCommand } from '../../process/format-command';
import type { RunCommand } from '../../process/run-command';
import { saysUnknown } from '../docker/read-base';
import type { ResolvedDigest } from '../docker/resolve-digest';
import { classifyPodman } from './classify-podman';

/**
 * The digest a reference has now, that of all its platforms where it is for several. Pulls it, which a
 * build that asks for newer bases does as well.
 */
export async function resolvePodmanDigest(
  reference: string,
  { run }: { readonly run: RunCommand },
): Promise<ResolvedDigest> {
  const podman = async (
    ...args: readonly string[]
  ): Promise<{ readonly stdout: string } | { readonly problem: Problem }> => {
    const command = { command: 'podman', args, cwd: tmpdir() };
    const { exitCode, stdout, stderr, failure } = await run(command);
    if (exitCode === 0) return { stdout: stdout.trim() };
    const detail = failure ?? stderr.trim();
    return {
      problem: saysUnknown(detail)
        ? { kind: 'reference-unknown', reference, detail }
        : classifyPodman(detail, formatCommand(command)),
    };
  };
  const pulled = await podman('pull', '--quiet', reference);
  if ('problem' in pulled) return pulled;
  const inspected = await podman(
    ...['image', 'inspect', '--format={{.Digest}}{{range .RepoDigests}} {{.}}{{end}}', reference],
  );
  if ('problem' in inspected) return inspected;
  // Podman knows the image of this machine's platform, and all it was ever pulled by, in no order.
  const [own = '', ...known] = inspected.stdout.split(' ');
  const lists = known.filter((each) => !each.endsWith(`@${own}`));
  const now = lists.length > 0 ? await podman('manifest', 'inspect', reference) : undefined;
  for (const list of lists) {
    const found = await podman('manifest', 'inspect', list);
    if (now && 'stdout' in now && 'stdout' in found && found.stdout === now.stdout) {
      return { digest: list.replace(/^.*@/, '') };
    }
  }
  return { digest: own };
}
