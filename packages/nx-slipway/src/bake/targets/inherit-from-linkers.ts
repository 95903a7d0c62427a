import type { ImageOptions } from '../../images/options/image-options';
import { parseSecret } from '../../images/options/parse-secret';
import type { BakeTarget } from '../bake-file';
import { byName } from '../by-name';
import { type BakeFileBuilder, BUILDER_OWN } from './bake-file-builder';
import { linkPlatforms } from './own-links';
import { linkedTarget, linkedTargets, withLinks } from './target-links';

/** All targets, what single links ask for, and what is taken from the builder's own platform. */
type LinkedTargets = Pick<BakeFileBuilder, 'targets' | 'platforms' | 'ownLinks'>;

/**
 * Platforms and secrets of every target: its own, and those of all targets that link to it. A link
 * narrower than what links to it would yield the wrong architecture without an error; so where others
 * name platforms, an image that names none adds the one it is built for to what it links to. What a target takes from
 * the builder's own platform is built for that one instead.
 *
 * @param localPlatform what an image is built for that names no platform
 */
export function inheritFromLinkers(
  linked: LinkedTargets,
  requested: ReadonlyMap<string, ImageOptions>,
  localPlatform: string,
): ReadonlyMap<string, Pick<BakeTarget, 'platforms' | 'secret'>> {
  const { targets } = linked;
  const platforms = neededPlatforms(linked, requested);
  const secrets = new Map<string, ReadonlyMap<string, string>>();
  const linksOf = (name: string): readonly string[] => linkedTargets(targets.get(name));
  for (const [name, options] of requested) {
    secrets.set(name, byId(options.secrets));
  }
  for (const [name, options] of [...requested].sort(byName)) {
    for (const target of withLinks([name], linksOf)) {
      // A target's own source of a secret comes before that of what links to it.
      secrets.set(target, new Map([...byId(options.secrets), ...(secrets.get(target) ?? [])]));
    }
  }

  return new Map(
    [...targets.keys()].map((name) => {
      const needed = platforms.get(name) ?? new Set();
      const named = [...needed].filter((each) => each !== BUILDER_OWN);
      const local = named.length > 0 && needed.has(BUILDER_OWN) ? [localPlatform] : [];
      const own = [...new Set([...named, ...local])].sort();
      const secret = [...(secrets.get(name)?.values() ?? [])].sort();
      return [
        name,
        { ...(own.length > 0 && { platforms: own }), ...(secret.length > 0 && { secret }) },
      ];
    }),
  );
}

/** The platforms each target is needed for, {@link BUILDER_OWN} among them. */
function neededPlatforms(
  { targets, platforms: asked, ownLinks }: LinkedTargets,
  requested: ReadonlyMap<string, ImageOptions>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const needed = new Map<string, Set<string>>();
  const need = (name: string, platforms: Iterable<string>): void => {
    const known = needed.get(name) ?? new Set();
    const added = [...platforms].filter((each) => !known.has(each));
    if (added.length === 0) return;
    needed.set(name, new Set([...known, ...added]));
    needLinks(name, added);
  };
  const needLinks = (name: string, platforms: readonly string[]): void => {
    for (const [context, value] of Object.entries(targets.get(name)?.contexts ?? {})) {
      const link = linkedTarget(value);
      if (link === undefined) continue;
      const found = { target: name, context, link };
      const needed = platforms.flatMap((platform) =>
        linkPlatforms(ownLinks, found, { platform, own: BUILDER_OWN }),
      );
      need(link, needed);
    }
  };
  for (const [name, more] of asked) need(name, more);
  for (const [name, { platforms }] of requested) {
    // One that names none is built for whichever the others of its links are for.
    if (platforms.length === 0) needLinks(name, [BUILDER_OWN]);
    else need(name, platforms);
  }
  return needed;
}

function byId(secrets: readonly string[]): ReadonlyMap<string, string> {
  return new Map(secrets.map((secret) => [parseSecret(secret).id || secret, secret]));
}
