import type { ImageOptions } from '../../images/options/image-options';
import type { BakeTarget } from '../bake-file';
import type { BakePlan } from '../bake-plan';

/** The plan with a label on images. @param values by image id */
export function withLabels(
  plan: BakePlan,
  label: string,
  values: ReadonlyMap<string, string>,
): BakePlan {
  const target = { ...plan.bakeFile.target };
  for (const [image, name] of Object.entries(plan.targets)) {
    const [own, value] = [target[name], values.get(image)];
    if (own && value !== undefined) {
      target[name] = { ...own, labels: { ...own.labels, [label]: value } };
    }
  }
  return { ...plan, bakeFile: { ...plan.bakeFile, target } };
}

/** The plan without images that need not be built; others may still be built from them. */
export function withoutImages(plan: BakePlan, images: readonly string[]): BakePlan {
  const left = Object.entries(plan.targets).filter(([image]) => !images.includes(image));
  return { ...plan, targets: Object.fromEntries(left) };
}

/**
 * The plan with links to images of a registry in place of the targets that would build them. An image
 * that others need for more platforms than it was asked for stays a target.
 *
 * @param published references with digests, by target
 * @param requested options of the requested images, by target
 */
export function linkPublished(
  plan: BakePlan,
  published: ReadonlyMap<string, string>,
  requested: ReadonlyMap<string, Pick<ImageOptions, 'platforms'>>,
): BakePlan {
  const linkOf = (context: string): string => {
    const name = context.replace(/^target:/, '');
    const reference = context === name ? undefined : published.get(name);
    const isFor = samePlatforms(plan.bakeFile.target[name], requested.get(name));
    return reference && isFor ? `docker-image://${reference}` : context;
  };
  return withContexts(plan, linkOf);
}

/** The plan with other named contexts. @param linkOf what takes the place of one, given in bake's words */
export function withContexts(plan: BakePlan, linkOf: (context: string) => string): BakePlan {
  const target = Object.fromEntries(
    Object.entries(plan.bakeFile.target).map(([name, each]) => [
      name,
      each.contexts
        ? {
            ...each,
            contexts: Object.fromEntries(
              Object.entries(each.contexts).map(([context, link]) => [context, linkOf(link)]),
            ),
          }
        : each,
    ]),
  );
  return { ...plan, bakeFile: { ...plan.bakeFile, target } };
}

function samePlatforms(
  target: BakeTarget | undefined,
  options: Pick<ImageOptions, 'platforms'> | undefined,
): boolean {
  const [built, requested] = [target?.platforms ?? [], options?.platforms ?? []];
  return built.length === requested.length && built.every((each) => requested.includes(each));
}
