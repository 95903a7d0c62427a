import { posix } from 'node:path';
import type { ImageModel } from '../../../images/model/image-model';
import { isGeneratedService } from '../../../images/model/is-generated-service';
import { findStacks } from '../../../images/model/stacks';

/**
 * Returns the name of the stack that the generated Dockerfiles of a project start from, so that a later run does
 * not ask for it; undefined without such a file, or if the files start from several stacks.
 *
 * @param image name of the image that is written; its own Dockerfile decides, if it exists
 */
export function standingStack(
  dir: string,
  { catalogue }: ImageModel,
  image?: string,
): string | undefined {
  const stacks = findStacks(catalogue);
  const generated = [...catalogue.dockerfiles.values()].filter(
    (each) => posix.dirname(each.file) === dir && isGeneratedService(each),
  );
  const own = posix.join(dir, image === undefined ? 'Dockerfile' : `${image}.Dockerfile`);
  const first = generated.filter(({ file }) => file === own);
  const found = new Set(
    (first.length > 0 ? first : generated).flatMap(({ stages }) =>
      stages.flatMap(({ from }) => {
        const stack = stacks.find(({ base }) => base.reference === from.text);
        return stack ? [stack.name] : [];
      }),
    ),
  );
  return found.size === 1 ? [...found][0] : undefined;
}
