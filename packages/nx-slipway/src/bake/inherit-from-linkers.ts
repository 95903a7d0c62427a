import type { ImageOptions } from '../images/image-options';
import type { BakeTarget } from './bake-file';
import type { TargetDraft } from './generated-target';
import { linkedTargets } from './target-links';

/**
 * Platforms and secrets of every target: its own, and those of all targets that link to it. A link
 * narrower than what links to it would yield the wrong architecture without an error.
 */
export function inheritFromLinkers(
  drafts: ReadonlyMap<string, TargetDraft>,
  requested: ReadonlyMap<string, ImageOptions>,
): ReadonlyMap<string, Pick<BakeTarget, 'platforms' | 'secret'>> {
  const platforms = new Map<string, Set<string>>();
  const secrets = new Map<string, Map<string, string>>();

  const spread = (name: string, options: ImageOptions): void => {
    const known = platforms.get(name) ?? new Set();
    options.platforms.forEach((platform) => {
      known.add(platform);
    });
    platforms.set(name, known);
    const ids = secrets.get(name) ?? new Map<string, string>();
    for (const secret of options.secrets) {
      const id = /(?:^|,)id=([^,]+)/.exec(secret)?.[1] ?? secret;
      ids.set(id, ids.get(id) ?? secret);
    }
    secrets.set(name, ids);
    for (const link of linkedTargets(drafts.get(name))) {
      spread(link, options);
    }
  };
  for (const [name, options] of requested) {
    spread(name, options);
  }

  return new Map(
    [...drafts.keys()].map((name) => {
      const own = [...(platforms.get(name) ?? [])].sort();
      const secret = [...(secrets.get(name)?.values() ?? [])].sort();
      return [
        name,
        { ...(own.length > 0 && { platforms: own }), ...(secret.length > 0 && { secret }) },
      ];
    }),
  );
}
