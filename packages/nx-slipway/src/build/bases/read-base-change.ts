import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { listedCommand, mergeBaseCommand, showCommand } from '../../git/git-commands';
import type { Stack } from '../../images/model/stacks';
import type { BaseProblem } from '../../problems/kinds/upgrades/base-problem';
import type { RunCommand } from '../../process/run-command';

/** Where git is asked. */
export interface ChangeContext {
  readonly run: RunCommand;
  /** Absolute; the repository may begin above it. */
  readonly workspaceRoot: string;
}

/**
 * The reference that a stack started from in the commit where this branch left another one; undefined where that commit
 * has no such stack.
 *
 * @param ref branch, tag or commit
 */
export async function readFormerBase(
  ref: string,
  { dockerfile }: Pick<Stack, 'dockerfile'>,
  { run, workspaceRoot }: ChangeContext,
): Promise<{ readonly from?: string } | { readonly problem: BaseProblem }> {
  const common = await run(mergeBaseCommand(workspaceRoot, ref));
  const commit = common.stdout.trim();
  const failed = (detail: string) => ({
    problem: {
      kind: 'base-ref-unknown',
      ref,
      detail: detail.trim().split('\n')[0] || 'none',
    } as const,
  });
  if (common.exitCode !== 0 || commit === '') return failed(common.failure ?? common.stderr);
  const listed = await run(listedCommand(workspaceRoot, commit, dockerfile));
  if (listed.exitCode !== 0) return failed(listed.failure ?? listed.stderr);
  if (listed.stdout.trim() === '') return {};
  const shown = await run(showCommand(workspaceRoot, commit, dockerfile));
  if (shown.exitCode !== 0) return failed(shown.failure ?? shown.stderr);
  const from = findStage(parseDockerfile(shown.stdout, dockerfile).dockerfile, 'base')?.from.text;
  return from === undefined ? {} : { from };
}
