import { join } from 'node:path';
import type { BakePlan } from '../../bake/bake-plan';
import { formatBakeFile } from '../../bake/format-bake-file';
import { keepableTargets, planKeeping } from '../../bake/kept-targets';
import type { BuildResult } from '../../engine/build-result';
import type { BakeRun } from '../../engine/run-bake';
import { runKeeping } from '../../engine/run-keeping';
import { keyTag } from '../../images/key-label';
import type { Problem } from '../../problems/problem';
import { writeFiles } from '../../workspace/run-folder';
import type { KeySource } from '../keys/key-source';
import { recheckTargets } from '../keys/recheck-keys';
import type { RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';
import { cacheRepositories, type KeptTargets } from './take-kept';

/** What targets are kept from, and where. */
export interface KeepScope {
  /** What was left to build, with targets where images of the cache took their place. */
  readonly bake: BakePlan;
  /** The whole plan, which keys are read from. */
  readonly keyed: BakePlan;
  readonly source: KeySource;
  readonly kept: KeptTargets;
  readonly context: RunContext;
  /** What the engine built with. */
  readonly built: BakeRun;
}

/** Label of an image that stands for no target. */
const UNKNOWN_KEY = 'unknown';

/**
 * Keeps what was built and was not in a registry cache yet, where one is written; but not what has changed
 * meanwhile.
 *
 * @returns why it could not
 */
export async function keepTargets(
  plan: RunPlan,
  results: readonly BuildResult[],
  scope: KeepScope,
): Promise<readonly Problem[]> {
  const { bake, keyed, source, kept, context } = scope;
  const failed = results.filter(({ success }) => !success).map(({ image }) => image);
  const done = Object.entries(bake.targets).filter(([image]) => !failed.includes(image));
  const built = keepableTargets({ ...bake, targets: Object.fromEntries(done) });
  const missing = built.filter((name) => kept.keys.has(name) && !kept.kept.has(name));
  if (cacheRepositories(plan, bake, 'to').length === 0 || missing.length === 0) return [];
  const unchanged = recheckTargets(source, keyed, missing, context.recordsFolder);
  if (unchanged.length === 0) return [];
  const notes = await exportTargets(plan, unchanged, scope);
  // Exporting reads the files once more. What was written meanwhile may be in what was exported: that is
  // exported again, under a label that nobody looks for.
  const still = recheckTargets(source, keyed, unchanged, context.recordsFolder);
  const doubtful = unchanged.filter((name) => !still.includes(name));
  return doubtful.length === 0
    ? notes
    : [...notes, ...(await exportTargets(plan, doubtful, scope, UNKNOWN_KEY))];
}

/** @param label key that images are labelled with; absent for each target's own */
async function exportTargets(
  plan: RunPlan,
  names: readonly string[],
  { bake, kept, context, built }: KeepScope,
  label?: string,
): Promise<readonly Problem[]> {
  const runFolder = join(context.runFolder, 'keep');
  const repositories = cacheRepositories(plan, bake, 'to');
  const images = names.map((name) => {
    const key = kept.keys.get(name) ?? '';
    const image = { key: label ?? key, tag: keyTag(key) };
    return [name, repositories.map((repository) => ({ ...image, repository }))] as const;
  });
  const bakeFile = planKeeping(kept.bake, new Map(images));
  writeFiles(runFolder, { 'bake.json': formatBakeFile(bakeFile) });
  return runKeeping(bakeFile, { ...built, runFolder, allowRead: bake.allowRead });
}
