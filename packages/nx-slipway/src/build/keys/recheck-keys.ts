import type { BakePlan } from '../../bake/bake-plan';
import type { KeyRequest } from '../../bake/keys/plan-keys';
import { targetName } from '../../bake/targets/target-name';
import type { ImageRequest } from '../../images/options/image-options';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import { type BuiltFiles, builtFiles } from '../../workspace/cache/built-files';
import { type ContextReader, contextReader } from '../../workspace/files/context-reader';
import { type KeySource, keysOf } from './key-source';
import { imageKeyRequest, planned, targetKeyRequests } from './read-keys';

/** What of a run is still as it was when its keys were read. */
export interface RecheckedImages {
  /** Ids of the images of which nothing has been written since, also nothing that was put back. */
  readonly unchanged: readonly string[];
  /** Edits that the engine may not have noticed. */
  readonly unseen: readonly KeyProblem[];
}

/**
 * Reads the keys of images again that have been built, and remembers the files that were read now as those that
 * images have been built from.
 */
export function recheckImages(
  source: KeySource,
  built: readonly ImageRequest[],
  recordsFolder: string,
): RecheckedImages {
  const files = builtFiles(recordsFolder, source.workspaceRoot);
  const { unchanged, unseen, stamps } = recheck(source, built.map(imageKeyRequest), files);
  files.add(stamps);
  return {
    unseen,
    unchanged: built.map(({ image }) => image.id).filter((id) => unchanged.has(targetName(id))),
  };
}

/** Reads keys of other targets of a plan again. @returns those of which nothing has been written since */
export function recheckTargets(
  source: KeySource,
  plan: BakePlan,
  targets: readonly string[],
  recordsFolder: string,
): readonly string[] {
  const requests = targetKeyRequests(plan, targets);
  const files = builtFiles(recordsFolder, source.workspaceRoot);
  const { unchanged } = recheck(planned(source, plan), requests, files);
  return targets.filter((name) => unchanged.has(name));
}

interface Recheck {
  /** Targets. */
  readonly unchanged: ReadonlySet<string>;
  readonly unseen: readonly KeyProblem[];
  readonly stamps: ContextReader['stamps'];
}

function recheck(
  source: KeySource,
  requests: readonly KeyRequest[],
  { isUnseen }: BuiltFiles,
): Recheck {
  const reader = contextReader(source.workspaceRoot, isUnseen);
  const before = keysOf(source, requests, 'state');
  const after = keysOf({ ...source, reader }, requests, 'state');
  const unchanged = requests.filter(({ target }) => {
    const [old, now] = [before.get(target), after.get(target)];
    return old?.kind === 'keyed' && now?.kind === 'keyed' && old.key === now.key;
  });
  const problems = [...after.values()].flatMap((key) =>
    key.kind === 'keyless' ? key.problems : [],
  );
  return {
    unchanged: new Set(unchanged.map(({ target }) => target)),
    unseen: problems.filter(({ kind }) => kind === 'key-edit-unseen'),
    stamps: reader.stamps,
  };
}
