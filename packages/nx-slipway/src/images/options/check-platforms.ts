import type { Reference, Stage } from '../../dockerfile/dockerfile';
import { imageReferences } from '../../dockerfile/image-references';
import { normalizePlatform, platformsOrLocal, servesPlatform } from '../../dockerfile/platform';
import { carriedStages } from '../../dockerfile/stages/carried-stages';
import { neededPlatforms } from '../../dockerfile/stages/needed-platforms';
import { reachableStages } from '../../dockerfile/stages/reachable-stages';
import type { ImageProblem } from '../../problems/kinds/dockerfiles/image-problem';
import type { Image } from '../model/image';
import {
  dockerfileOf,
  type ImageCatalogue,
  imageStage,
  referencedImage,
} from '../model/image-catalogue';
import type { ImageOptions } from './image-options';

/** One image that a task asks for. */
export interface RequestedImage {
  readonly task: string;
  readonly image: Image;
  readonly options: ImageOptions;
}

type PlatformProblem = Extract<
  ImageProblem,
  { readonly kind: 'platform-narrower' | 'platform-fixed' }
>;

/** What an image is checked against. */
export interface PlatformScope {
  readonly catalogue: ImageCatalogue;
  /** All images of the run, by image id. */
  readonly requested: ReadonlyMap<string, RequestedImage>;
  /** What an image is built for that names no platform. */
  readonly localPlatform: string;
}

/**
 * What would give an image programs of another architecture than its own, and no error: BuildKit takes a
 * link that has one platform for whichever it needs, and a stage with a platform of its own as it is.
 * A platform that a variable gives is not judged, nor is a stage that only a mount uses: its files are
 * not in the image.
 */
export function checkPlatforms(
  requested: RequestedImage,
  scope: PlatformScope,
): readonly PlatformProblem[] {
  const { image, options } = requested;
  const found = visit({ image, isCarried: true }, requested, scope, new Set(), {
    stage: options.target ?? image.stage,
    bound: new Set(Object.keys(options.contexts)),
  });
  // Two stages of a stack that share a third one come upon it twice.
  return [
    ...new Map(found.map((each) => [`${each.place.file}:${each.place.line}`, each])).values(),
  ];
}

/** An image on the way down from the one that is asked for. */
interface Visited {
  readonly image: Image;
  /** Whether its files come into the image that is asked for. */
  readonly isCarried: boolean;
}

function visit(
  { image, isCarried }: Visited,
  requested: RequestedImage,
  scope: PlatformScope,
  seen: Set<string>,
  own?: { readonly stage: string | undefined; readonly bound: ReadonlySet<string> },
): readonly PlatformProblem[] {
  const key = `${image.id} ${isCarried}`;
  const dockerfile = dockerfileOf(scope.catalogue, image);
  const target = imageStage(scope.catalogue, image, own ? own.stage : image.stage);
  if (seen.has(key) || !dockerfile || !target) {
    return [];
  }
  seen.add(key);
  const carried = new Set(isCarried ? carriedStages(dockerfile, target) : []);
  return reachableStages(dockerfile, target).flatMap((stage) => [
    ...(carried.has(stage) ? fixedPlatform(stage, image, requested) : []),
    ...imageReferences([stage]).flatMap((reference) => {
      const upstream = referencedImage(scope.catalogue, reference.text, image);
      if (!upstream || own?.bound.has(reference.text)) {
        return [];
      }
      const isPart = carried.has(stage) && reference.how !== 'mount';
      return [
        ...narrowerLink(upstream, { image, stage, reference }, requested, scope),
        ...visit({ image: upstream, isCarried: isPart }, requested, scope, seen),
      ];
    }),
  ]);
}

/** A stage that is of one platform whatever the image is built for. */
function fixedPlatform(
  stage: Stage,
  image: Image,
  { task, options }: RequestedImage,
): PlatformProblem[] {
  const platform = normalizePlatform(stage.platform ?? '');
  const others = options.platforms.filter((each) => platform && !servesPlatform(platform, each));
  return platform && others.length > 0
    ? [
        {
          kind: 'platform-fixed',
          place: { file: image.dockerfile, line: stage.line },
          platform,
          task,
          others,
        },
      ]
    : [];
}

/** An image of the run whose own platforms lack one of those that another needs of it. */
function narrowerLink(
  upstream: Image,
  {
    image,
    stage,
    reference,
  }: { readonly image: Image; readonly stage: Stage; readonly reference: Reference },
  { task, options }: RequestedImage,
  { requested, localPlatform }: PlatformScope,
): PlatformProblem[] {
  const other = requested.get(upstream.id);
  const platforms = other?.options.platforms ?? [];
  if (!other || platforms.length === 0) {
    return [];
  }
  const wanted = platformsOrLocal(options.platforms, localPlatform);
  // Only FROM has a platform of its own; COPY and mounts take that of the image.
  const from = reference.how === 'from' ? stage : {};
  const needed = neededPlatforms(from, { wanted, local: localPlatform }) ?? [];
  const missing = needed.filter((each) => !platforms.includes(each));
  return missing.length > 0
    ? [
        {
          kind: 'platform-narrower',
          place: { file: image.dockerfile, line: reference.line },
          task,
          named: options.platforms,
          missing,
          upstream: {
            task: other.task,
            root: upstream.root,
            reference: upstream.reference,
            platforms,
          },
        },
      ]
    : [];
}
