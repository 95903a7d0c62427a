import { deriveReference } from '../../references/derive-reference';
import { isSameBase } from '../../references/same-base';
import type { CheckFacts } from '../check-facts';
import type { LibraryQuestion } from './base-libraries';
import { linkOrigin } from './link-origin';
import type { LinkedImages } from './linked-answers';
import { runtimePackages, runtimeStages } from './runtime-stages';

/** Returns the images of which it matters what they are linked with: none where the base stays the same but for Python. */
export function linkedImages({ from, to, python, services }: LinkedFacts): readonly string[] {
  const renamed =
    python.to === undefined ? undefined : deriveReference(from, { python: python.to });
  const isSameSystem =
    isSameBase(from, to) ||
    (renamed !== undefined && 'reference' in renamed && isSameBase(renamed.reference, to));
  return isSameSystem ? [] : [...new Set(services.flatMap(({ images }) => images))].sort();
}

type LinkedFacts = Pick<CheckFacts, 'from' | 'to' | 'python' | 'services'>;

/** Returns the Debian packages that these images install on their base. */
export function installedPackages(facts: CheckFacts): readonly string[] {
  const { catalogue } = facts;
  return linkedImages(facts).flatMap((reference) => {
    const image = catalogue.byReference.get(reference);
    return image ? runtimePackages(runtimeStages(catalogue, image)) : [];
  });
}

/** Returns what to ask the new base for, by reference of the image that needs it. */
export function libraryQuestions(
  facts: CheckFacts,
  images: LinkedImages,
): ReadonlyMap<string, LibraryQuestion> {
  const { catalogue, services } = facts;
  return new Map(
    services.flatMap((service) =>
      service.images.flatMap((reference): [string, LibraryQuestion][] => {
        const [image, links] = [catalogue.byReference.get(reference), images.get(reference)];
        if (!image || !links || 'why' in links) return [];
        const context = { facts, service, image, machine: links.machine };
        const needs = new Map<string, readonly string[]>();
        const paths: string[] = [];
        for (const { needs: own, ...each } of links.linked) {
          for (const { name, file, versions } of own) {
            const origin = linkOrigin(each, file, context);
            if (origin.kind === 'made') continue;
            const all = [...(needs.get(name) ?? []), ...Object.keys(versions)];
            needs.set(name, [...new Set(all)].sort());
            if (!each.distribution && origin.kind === 'unsure') paths.push(file);
          }
        }
        const packages = runtimePackages(runtimeStages(catalogue, image));
        return needs.size === 0
          ? []
          : [[reference, { packages, needs, paths: [...new Set(paths)] }]];
      }),
    ),
  );
}
