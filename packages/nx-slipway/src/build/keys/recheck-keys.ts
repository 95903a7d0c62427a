import type { BakePlan } from '../../bake/bake-plan';
import type { KeyRequest } from '../../bake/keys/plan-keys';
import { targetName } from '../../bake/targets/target-name';
import type { ImageRequest } from '../../images/options/image-options';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import { type BuiltFiles, builtFiles } from '../../workspace/cache/built-files';
import { type ContextReader, contextReader } from '../../workspace/files/context-reader';
import { type KeySource, keysOf } from './key-source';
import { imageKeyRequest, planned, targetKeyRequests } from './read-keys';
import { asTaken, type TakenDigests } from './taken-bases';

/** What of a run is still as it was when its keys were read. */
export interface RecheckedImages {
  /** Ids of the images of which nothing has been written since, also nothing that was put back. */
  readonly unchanged: readonly string[];
  /** Edits that the engine may not have noticed. */
  readonly unseen: readonly KeyProblem[];
}

/** What a run left behind. */
interface Meanwhile {
  readonly taken: TakenDigests;
  /** Absolute. */
  readonly recordsFolder: string;
}

/**
 * Remembers the files that keys were read from, before the engine reads them: it keeps them of a build that fails or is
 * killed as well.
 */
export function rememberFiles({ reader, workspaceRoot }: KeySource, recordsFolder: string): void {
  builtFiles(recordsFolder, workspaceRoot).add(reader.stamps);
}

/**
 * Reads the keys of images again that have been built, and remembers the files that were read now as those that
 * images have been built from.
 */
export function recheckImages(
  source: KeySource,
  built: readonly ImageRequest[],
  { taken, recordsFolder }: Meanwhile,
): RecheckedImages {
  const files = builtFiles(recordsFolder, source.workspaceRoot);
  const requests = built.map(imageKeyRequest);
  const { unchanged, unseen, stamps } = recheck(source, requests, { taken, files });
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
  { taken, recordsFolder }: Meanwhile,
): readonly string[] {
  const requests = targetKeyRequests(plan, targets);
  const files = builtFiles(recordsFolder, source.workspaceRoot);
  const { unchanged } = recheck(planned(source, plan), requests, { taken, files });
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
  { taken, files }: { readonly taken: TakenDigests; readonly files: BuiltFiles },
): Recheck {
  const reader = contextReader(source.workspaceRoot, files.isUnseen);
  const bases = asTaken(source.bases, taken);
  const before = keysOf(source, requests, 'state');
  const after = keysOf({ ...source, reader, bases }, requests, 'state');
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
