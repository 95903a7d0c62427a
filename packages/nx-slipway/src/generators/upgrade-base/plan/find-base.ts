import type { Dockerfile, Reference, Stage } from '../../../dockerfile/dockerfile';
import { findBasePlaces } from '../../../dockerfile/places/find-base-places';
import { findStage } from '../../../dockerfile/stages/find-stage';
import { outermostFrom } from '../../../dockerfile/stages/outermost-from';
import { type ImageCatalogue, referencedImage } from '../../../images/model/image-catalogue';
import { isSameBase } from '../../../images/references/same-base';
import { findPartPlaces } from '../../../images/upgrade/find-part-places';
import type { PlannedPlace } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';

/** The image a stack starts from; undefined without a stage `base`. */
export function baseOf(dockerfile: Dockerfile): Reference | undefined {
  const base = findStage(dockerfile, 'base');
  return base && outermostFrom(dockerfile, base);
}

/** Where a stack's own Dockerfile names its base. */
export interface FoundBase {
  readonly places: readonly PlannedPlace[];
  readonly problems: readonly Problem[];
}

/**
 * Finds the bytes of a stack's Dockerfile to rewrite: those of the FROM that the stage `base` ends at, and of all else
 * in it that names the same image. They have to be literal, and the image none of the workspace.
 *
 * @param options.to what is to be written
 */
export function findBase(
  dockerfile: Dockerfile,
  from: Reference,
  { to, catalogue }: { readonly to: string; readonly catalogue: ImageCatalogue },
): FoundBase {
  const { file, stages } = dockerfile;
  const place = { file, line: from.line };
  if (from.kind !== 'image') {
    const instead = formatFrom(stageOf(stages, from), to);
    return { places: [], problems: [{ kind: 'base-from-scratch', place, instead }] };
  }
  const { text: reference } = from;
  const upstream = referencedImage(catalogue, reference);
  if (upstream) {
    const other = upstream.project;
    const problem = { kind: 'base-of-other-stack', place, reference, other, to } as const;
    return { places: [], problems: [problem] };
  }
  const isBase = (each: string): boolean => isSameBase(each, reference);
  const { places, unedited } = findBasePlaces(dockerfile, isBase);
  const parts = unedited.map((each) => ({
    ...each,
    places: findPartPlaces(dockerfile, { ...each, from: reference, to, isBase }),
  }));
  return {
    places: [
      ...places.map((each) => ({ ...each, file })),
      ...parts.flatMap((each) => each.places ?? []),
    ],
    problems: parts
      .filter((each) => !each.places)
      .map(({ line, written, stage }) => ({
        ...{ kind: 'base-not-literal', place: { file, line }, written },
        instead: stage ? formatFrom(stage, to) : to,
      })),
  };
}

function stageOf(stages: readonly Stage[], from: Reference): Stage | undefined {
  return stages.find((each) => each.from === from);
}

function formatFrom(stage: Stage | undefined, to: string): string {
  return [
    'FROM',
    ...(stage?.platform === undefined ? [] : [`--platform=${stage.platform}`]),
    to,
    ...(stage?.name === undefined ? [] : ['AS', stage.name]),
  ].join(' ');
}
