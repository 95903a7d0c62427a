import { normalizePlatform, servesPlatform } from '../../dockerfile/platform';
import type { ImageCatalogue } from '../../images/model/image-catalogue';
import { machineOf, machinesOf } from '../../python/pep508/marker-environment';
import type { BakeInputs } from '../bake-inputs';

/** A run that builds for other platforms than the builder's own, as far as it can without running their programs. */
export interface Crossing {
  /** The builder's own platform. */
  readonly own: string;
  /** All platforms that the run or a stage of the workspace names; sorted. */
  readonly platforms: readonly string[];
  /** Those of their machines, and the common ones, that are not the builder's own; sorted. */
  readonly machines: readonly string[];
}

/** Returns the platforms that a run crosses; undefined where every step is run on the platform that it is for. */
export function crossingOf({
  requests,
  localPlatform,
  canCross,
  catalogue,
}: Pick<BakeInputs, 'requests' | 'localPlatform' | 'canCross' | 'catalogue'>):
  | Crossing
  | undefined {
  const named = requests.flatMap(({ options }) => options.platforms);
  const platforms = [...new Set([...named, ...fixedPlatforms(catalogue)])].sort();
  const crosses = named.some((each) => !servesPlatform(localPlatform, each));
  if (!canCross || !crosses) return undefined;
  const own = machineOf(localPlatform);
  const machines = machinesOf(platforms).filter((each) => each !== own);
  return { own: localPlatform, platforms, machines };
}

/** Whether an image is for other platforms. @param platforms those it names; none where others name them for it */
export function isCrossed({ own }: Crossing, platforms: readonly string[]): boolean {
  return platforms.length === 0 || platforms.some((each) => !servesPlatform(own, each));
}

/** Platforms that stages are built for whatever their images are for. */
function fixedPlatforms({ dockerfiles }: ImageCatalogue): readonly string[] {
  return [...dockerfiles.values()].flatMap(({ stages }) =>
    stages.flatMap(({ platform = '' }) => normalizePlatform(platform) ?? []),
  );
}
