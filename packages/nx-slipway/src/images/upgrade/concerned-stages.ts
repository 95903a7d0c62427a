import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { externalBase } from '../model/external-base';
import { referencedImage } from '../model/image-catalogue';
import { repositoryOf } from '../references/repository-of';
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

/** Whether two references are of one repository and tag, with whatever digests. */
export function isSameBase(one: string, other: string): boolean {
  return withoutDigest(one) === withoutDigest(other);
}

/** Whether two references are of one repository, with whatever tags. */
export function isSameRepository(one: string, other: string): boolean {
  return repositoryOf(familiar(one)) === repositoryOf(familiar(other));
}

function withoutDigest(reference: string): string {
  // Without a tag, the digest is all there is to tell an image by.
  const name = familiar(reference);
  const bare = name.replace(/@.*$/, '');
  return /:[\w][\w.-]*$/.test(bare) ? bare : name;
}

function familiar(reference: string): string {
  return reference.replace(/^docker\.io\//, '').replace(/^library\//, '');
}
