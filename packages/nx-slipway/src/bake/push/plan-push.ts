import { type Compression, compressedOutput } from '../../images/options/compression';
import type { BakeFile, BakeTarget } from '../bake-file';
import type { BakePlan } from '../bake-plan';
import { targetName } from '../targets/target-name';
import type { ImagePush } from './image-push';
import { pushWaves } from './push-waves';
import { pushedAgain } from './pushed-again';

/** What is pushed after a build, and in which order. */
export interface PushPlan {
  readonly bakeFile: BakeFile;
  readonly pushes: readonly ImagePush[];
  /** Ids of images; see {@link pushWaves}. */
  readonly waves: readonly (readonly string[])[];
}

/**
 * Plans the pushes that follow a build: the same targets once more, which the engine then has in its
 * cache, with a registry for their output. Annotations and attestations come in here, so that the build
 * itself yields the same image from one commit to the next.
 */
export function planPush(plan: BakePlan, pushes: readonly ImagePush[]): PushPlan {
  const byTarget = new Map(pushes.map((push) => [targetName(push.image.id), push]));
  const targets = Object.entries(plan.bakeFile.target).map(
    ([name, target]): [string, BakeTarget] => {
      const again = pushedAgain(target);
      const push = byTarget.get(name);
      return [name, push ? pushed(again, push, plan.compression) : again];
    },
  );
  return {
    bakeFile: { group: plan.bakeFile.group, target: Object.fromEntries(targets) },
    pushes,
    waves: pushWaves(plan, pushes),
  };
}

function pushed(
  target: BakeTarget,
  { references, annotations, attestations }: ImagePush,
  compression: Compression | undefined,
): BakeTarget {
  // An index stands before manifests of several platforms and of attestations.
  const hasIndex = (target.platforms ?? []).length > 1 || attestations.length > 0;
  const levels = hasIndex ? ['index', 'manifest'] : ['manifest'];
  const lines = Object.entries(annotations).flatMap(([key, value]) =>
    levels.map((level) => `${level}:${key}=${value}`),
  );
  return {
    ...target,
    tags: references,
    // Annotations are OCI's; Docker's own media types have none.
    output: [compressedOutput('type=registry,oci-mediatypes=true', compression)],
    ...(lines.length > 0 && { annotations: lines.sort() }),
    attest: [
      attestations.includes('provenance')
        ? 'type=provenance,mode=min'
        : 'type=provenance,disabled=true',
      attestations.includes('sbom') ? 'type=sbom' : 'type=sbom,disabled=true',
    ],
  };
}
