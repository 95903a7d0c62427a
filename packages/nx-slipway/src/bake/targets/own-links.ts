/** What a target takes from the builder's own platform, though it is for another one itself. */
export interface OwnLink {
  /** Platforms of the target for which it does. */
  readonly platforms: readonly string[];
  /** Those of them for which it takes the same of the platform itself as well. */
  readonly alsoFor: readonly string[];
}

/** What of a plan is made for the builder's own platform, whatever the images are for. */
export interface OwnLinks {
  /** By target, and by the name of its context that links to another target. */
  readonly links: ReadonlyMap<string, Readonly<Record<string, OwnLink>>>;
  /** Targets that hold the same for every platform. */
  readonly portable: ReadonlySet<string>;
}

/** A named context of a target. */
export interface ContextLink {
  readonly target: string;
  readonly context: string;
  /** The target that it links to. */
  readonly link: string;
}

/**
 * Returns the platforms that a linked target is needed for by one that is for a platform; the one that the last stage
 * starts from comes last.
 *
 * @param own the builder's own platform, or what stands for it
 */
export function linkPlatforms(
  { links, portable }: OwnLinks,
  { target, context, link }: ContextLink,
  { platform, own }: { readonly platform: string; readonly own: string },
): readonly string[] {
  const { platforms = [], alsoFor = [] } = links.get(target)?.[context] ?? {};
  if (portable.has(link)) return [own];
  if (!platforms.includes(platform) || platform === own) return [platform];
  return alsoFor.includes(platform) ? [own, platform] : [own];
}
