import { join } from 'node:path';
import { formatBakeFile } from '../../bake/format-bake-file';
import { cacheableTargets, planCacheExport } from '../../bake/reuse/cached-targets';
import type { BuildResult } from '../../engine/build-result';
import { runCacheExport } from '../../engine/docker/run-cache-export';
import { keyTag } from '../../images/model/key-label';
import type { Problem } from '../../problems/problem';
import { writeFiles } from '../../workspace/files/run-folder';
import { recheckTargets } from '../keys/recheck-keys';
import { engineRun } from '../run-context';
import type { RunPlan } from '../run-plan';
import { cacheRepositories } from './import-cached-targets';
import type { RecordScope } from './record-built-images';

/** Label of an image that stands for no target. */
const UNKNOWN_KEY = 'unknown';

/**
 * Keeps what was built and was not in a registry cache yet, where one is written; but not what has changed
 * meanwhile.
 *
 * @param results by image id
 * @returns why it could not
 */
export async function exportCachedTargets(
  plan: RunPlan,
  results: ReadonlyMap<string, BuildResult>,
  scope: RecordScope,
): Promise<readonly Problem[]> {
  const {
    read: { source },
    lookedUp: { whole, left, kept },
    taken,
    context: { recordsFolder },
  } = scope;
  const done = Object.entries(left.targets).filter(
    ([image]) => results.get(image)?.success ?? true,
  );
  const built = cacheableTargets({ ...left, targets: Object.fromEntries(done) });
  const missing = built.filter((name) => kept.keys.has(name) && !kept.kept.has(name));
  if (cacheRepositories(plan, left, 'to').length === 0 || missing.length === 0) return [];
  const unchanged = recheckTargets(source, whole, missing, { taken, recordsFolder });
  if (unchanged.length === 0) return [];
  const notes = await exportTargets(plan, unchanged, scope);
  // Exporting reads the files once more. What was written meanwhile may be in what was exported: that is
  // exported again, under a label that nobody looks for.
  const still = recheckTargets(source, whole, unchanged, { taken, recordsFolder });
  const doubtful = unchanged.filter((name) => !still.includes(name));
  return doubtful.length === 0
    ? notes
    : [...notes, ...(await exportTargets(plan, doubtful, scope, UNKNOWN_KEY))];
}

/** @param label key that images are labelled with; absent for each target's own */
async function exportTargets(
  plan: RunPlan,
  names: readonly string[],
  { lookedUp: { left, kept }, builder, context }: RecordScope,
  label?: string,
): Promise<readonly Problem[]> {
  const runFolder = join(context.runFolder, 'keep');
  const repositories = cacheRepositories(plan, left, 'to');
  const images = names.map((name) => {
    const key = kept.keys.get(name) ?? '';
    const image = { key: label ?? key, tag: keyTag(key) };
    return [name, repositories.map((repository) => ({ ...image, repository }))] as const;
  });
  const bakeFile = planCacheExport(kept.bake, new Map(images));
  writeFiles(runFolder, { 'bake.json': formatBakeFile(bakeFile) });
  return runCacheExport(bakeFile, {
    ...engineRun(plan, context),
    // One that went away has been replaced.
    ...(builder && { builder }),
    runFolder,
    allowRead: left.allowRead,
  });
}
