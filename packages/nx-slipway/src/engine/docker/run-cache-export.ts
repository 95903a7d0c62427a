import type { BakeFile } from '../../bake/bake-file';
import type { Problem } from '../../problems/problem';
import type { BakeRun } from './run-bake';
import { runBakeOnce } from './run-bake-once';
import { targetsAtOnce } from './targets-at-once';

/**
 * Puts targets that have just been built where a bake file says; its folder is the run's. No image
 * depends on it, so a failure is only a note.
 */
export async function runCacheExport(
  bakeFile: BakeFile,
  run: BakeRun & { readonly allowRead: readonly string[] },
): Promise<readonly Problem[]> {
  let left = bakeFile.group.default?.targets ?? [];
  while (left.length > 0) {
    const targets = targetsAtOnce(bakeFile, left);
    left = left.slice(targets.length);
    const invocation = runBakeOnce({ ...run, targets, cacheFolders: [] }, '', run);
    let next = await invocation.next();
    while (!next.done) next = await invocation.next();
    const { problem } = next.value;
    if (run.abort?.aborted) return [];
    if (problem) return [noteOf(problem)];
  }
  return [];
}

function noteOf(problem: Problem): Problem {
  return 'detail' in problem && problem.detail !== undefined
    ? { kind: 'cache-unreachable', direction: 'written', detail: problem.detail }
    : problem;
}
