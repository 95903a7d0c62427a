import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { externalBase } from '../model/external-base';
import { referencedImage } from '../model/image-catalogue';
import { isSameBase } from '../references/same-base';
import type { CheckFacts, UpgradedDockerfile } from './check-facts';

/**
 * Returns the indexes of the stages of a Dockerfile that rest on the base that is replaced, through whatever images of
 * the workspace.
 */
export function concernedStages(
  { dockerfile }: Pick<UpgradedDockerfile, 'dockerfile'>,
  { catalogue, from }: Pick<CheckFacts, 'catalogue' | 'from'>,
): ReadonlySet<number> {
  return new Set(
    dockerfile.stages.flatMap((stage) => {
      const origin = originOf(outermostFrom(dockerfile, stage).text, { catalogue });
      return origin !== undefined && isSameBase(origin, from) ? [stage.index] : [];
    }),
  );
}

/** The image outside of the workspace that a reference comes down to; undefined for `scratch`. */
export function originOf(
  reference: string,
  { catalogue }: Pick<CheckFacts, 'catalogue'>,
): string | undefined {
  const image = referencedImage(catalogue, reference);
  return image ? externalBase(catalogue, image) : reference;
}
