import type { Dockerfile } from '../../dockerfile/dockerfile';
import { imageReferences } from '../../dockerfile/image-references';
import { findBasePlaces } from '../../dockerfile/places/find-base-places';
import { type ImageCatalogue, referencedImage } from '../model/image-catalogue';
import { isSameBase, isSameRepository } from '../references/same-base';
import { finding } from './check-facts';
import { findPartPlaces } from './find-part-places';
import type { Finding } from './finding';
import type { PlannedPlace } from './upgrade-plan';

/** Where the Dockerfiles of a workspace name a base. */
export interface FoundPlaces {
  readonly places: readonly PlannedPlace[];
  /** Files apart from the stack's own with a place that is edited. */
  readonly handWritten: readonly Dockerfile[];
  /** What was found and is left. */
  readonly findings: readonly Finding[];
}

/**
 * Finds the places of Dockerfiles beside the stack's own that belong to its upgrade: those that name an image of the
 * same repository and tag. Another tag of the repository is left, and so is what belongs to another stack.
 *
 * @param others files of other stacks and of what is built from them alone
 */
export function findOtherPlaces(
  dockerfiles: readonly Dockerfile[],
  {
    from,
    to,
    catalogue,
    others,
  }: {
    readonly from: string;
    readonly to: string;
    readonly catalogue: ImageCatalogue;
    readonly others: ReadonlySet<string>;
  },
): FoundPlaces {
  const places: PlannedPlace[] = [];
  const handWritten: Dockerfile[] = [];
  const findings: Finding[] = [];
  for (const dockerfile of dockerfiles) {
    const { file } = dockerfile;
    const isBase = (reference: string): boolean =>
      isSameBase(reference, from) && !referencedImage(catalogue, reference);
    const isOthers = others.has(file);
    const found = findBasePlaces(dockerfile, isBase);
    if (!isOthers) {
      const parts = found.unedited.map((each) => ({
        ...each,
        places: findPartPlaces(dockerfile, { ...each, from, to, isBase }),
      }));
      const own = [
        ...found.places.map((place) => ({ ...place, file })),
        ...parts.flatMap((each) => each.places ?? []),
      ];
      if (own.length > 0) handWritten.push(dockerfile);
      places.push(...own);
      findings.push(
        ...parts
          .filter((each) => !each.places)
          .map(({ line, written }) =>
            finding('warning', {
              ...{ kind: 'base-left-unedited', place: { file, line }, written, to },
            }),
          ),
      );
    }
    findings.push(...leftIn(dockerfile, { from, isOthers, catalogue }));
  }
  return { places, handWritten, findings };
}

function leftIn(
  dockerfile: Dockerfile,
  {
    from,
    isOthers,
    catalogue,
  }: { readonly from: string; readonly isOthers: boolean; readonly catalogue: ImageCatalogue },
): readonly Finding[] {
  const { file, stages } = dockerfile;
  return imageReferences(stages).flatMap(({ text: reference, line }) => {
    const isBase = isSameBase(reference, from);
    const isLeft = isBase ? isOthers : !isOthers && isSameRepository(reference, from);
    if (!isLeft || referencedImage(catalogue, reference)) return [];
    const because = isBase ? 'another-stack' : 'another-tag';
    return [finding('note', { kind: 'base-left', place: { file, line }, reference, because })];
  });
}
