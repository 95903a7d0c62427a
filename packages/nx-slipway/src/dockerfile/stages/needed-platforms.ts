import type { Stage } from '../dockerfile';
import { normalizePlatform } from '../platform';

/** What an image is built for, and by. */
export interface PlatformsAround {
  /** The platforms of the image. */
  readonly wanted: readonly string[];
  /** The builder's own. */
  readonly local: string;
}

/**
 * The platforms in which a stage needs what it is built FROM: those of the image, unless its FROM names
 * another. Undefined for a variable that is not BuildKit's own.
 */
export function neededPlatforms(
  { platform }: Pick<Stage, 'platform'>,
  { wanted, local }: PlatformsAround,
): readonly string[] | undefined {
  const [, variable] = /^\$\{?(\w+)\}?$/.exec(platform ?? '$TARGETPLATFORM') ?? [];
  if (variable === 'TARGETPLATFORM') return wanted;
  if (variable === 'BUILDPLATFORM') return [local];
  const fixed = normalizePlatform(platform ?? '');
  return fixed === undefined ? undefined : [fixed];
}
