import type { BakeFile } from '../../bake/bake-file';
import type { Problem } from '../../problems/problem';
import type { BakeRun } from './run-bake';
import { runBakeOnce } from './run-bake-once';

/**
 * Puts targets that have just been built where a bake file says; its folder is the run's. No image
 * depends on it, so a failure is only a note.
 */
export async function runCacheExport(
  { group }: BakeFile,
  run: BakeRun & { readonly allowRead: readonly string[] },
): Promise<readonly Problem[]> {
  const targets = group.default?.targets ?? [];
  const invocation = runBakeOnce({ ...run, targets, cacheFolders: [] }, '', run);
  let next = await invocation.next();
  while (!next.done) next = await invocation.next();
  const { problem } = next.value;
  if (!problem || run.abort?.aborted) return [];
  return 'detail' in problem
    ? [{ kind: 'cache-unreachable', direction: 'written', detail: problem.detail }]
    : [problem];
}
