import type { Image } from '../model/image';
import type { DevStack } from '../model/stacks';
import type { DevTarget } from './dev-targets';
import { targetMetadata } from './target-metadata';

/** What the targets that develop the images of a project are planned from. */
export interface DevelopTargetFacts {
  /** Name of the Nx project. */
  readonly name: string;
  /** Those that can be developed. */
  readonly images: readonly Image[];
  /** The project's own image to develop in; it comes before that of the stack. */
  readonly own: Image | undefined;
  readonly stack: DevStack | undefined;
  readonly buildTargetName: string;
  /** Names of targets that files of the project say how to run. */
  readonly taken: ReadonlySet<string>;
}

/**
 * The targets that run the images of a project on its sources as they are: one for each image, with the name of the
 * image behind it where there are several. None where there is no image to develop in.
 */
export function developTargets(
  target: string,
  { name, images, own, stack, buildTargetName: build, taken }: DevelopTargetFacts,
): Readonly<Record<string, DevTarget>> {
  const place = own ?? stack?.dev;
  if (!place) return {};
  const project = own ? name : (stack?.name ?? name);
  const suffix = place.name === undefined ? '' : `-${place.name}`;
  const [only, ...others] = images;
  return Object.fromEntries(
    images.flatMap((image): [string, DevTarget][] => {
      const isPlain = image.name === undefined || (image === only && others.length === 0);
      const key = isPlain ? target : `${target}-${image.name}`;
      if (taken.has(key)) return [];
      const description = `Run ${image.reference} in ${place.reference} and reload it when its sources change`;
      return [
        [
          key,
          {
            executor: 'nx-slipway:develop',
            options: image.name === undefined ? {} : { image: image.name },
            cache: false,
            continuous: true,
            dependsOn: [{ projects: [project], target: `${build}${suffix}` }],
            metadata: targetMetadata(description, [name, key], {
              debug: true,
              env: { LOG_LEVEL: 'debug' },
            }),
          },
        ],
      ];
    }),
  );
}
