import type { Image } from '../model/image';
import { imageName } from '../model/image-name';
import { expandExpressions, expressionNames } from './expressions';

/**
 * Resolves the template of a repository for one image; a template that is not valid is left as it is. Repositories are
 * lower case, whatever an owner or a branch is.
 */
export function expandRepository(
  template: string,
  image: Pick<Image, 'id' | 'project' | 'reference'>,
  namespace: string,
): string {
  const values: Readonly<Record<string, string>> = {
    image: image.id,
    project: imageName(image.project),
    reference: image.reference,
    namespace,
  };
  const names = expressionNames(template);
  if (!names || names.some((name) => !(name in values))) return template;
  return expandExpressions(
    template,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, () => value])),
  ).toLowerCase();
}
