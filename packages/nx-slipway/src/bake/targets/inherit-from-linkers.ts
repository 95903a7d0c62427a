import type { ImageOptions } from '../../images/options/image-options';
import { parseSecret } from '../../images/options/parse-secret';
import type { BakeTarget } from '../bake-file';
import { byName } from '../by-name';
import { type BakeFileBuilder, BUILDER_OWN } from './bake-file-builder';
import { linkedTargets, withLinks } from './target-links';

/**
 * Platforms and secrets of every target: its own, and those of all targets that link to it. A link
 * narrower than what links to it would yield the wrong architecture without an error; so where others
 * name platforms, an image that names none adds the one it is built for to what it links to.
 *
 * @param drafts all targets, and the platforms that single links ask for
 * @param localPlatform what an image is built for that names no platform
 */
export function inheritFromLinkers(
  { targets: drafts, platforms: linked }: Pick<BakeFileBuilder, 'targets' | 'platforms'>,
  requested: ReadonlyMap<string, ImageOptions>,
  localPlatform: string,
): ReadonlyMap<string, Pick<BakeTarget, 'platforms' | 'secret'>> {
  const platforms = new Map<string, Set<string>>();
  const secrets = new Map<string, ReadonlyMap<string, string>>();
  const withoutPlatform = new Set<string>();
  const linksOf = (name: string): readonly string[] => linkedTargets(drafts.get(name));

  for (const [name, more] of linked) {
    for (const target of withLinks([name], linksOf)) {
      const fixed = [...more].filter((each) => each !== BUILDER_OWN);
      platforms.set(target, new Set([...(platforms.get(target) ?? []), ...fixed]));
      if (more.has(BUILDER_OWN)) {
        withoutPlatform.add(target);
      }
    }
  }
  for (const [name, options] of requested) {
    secrets.set(name, byId(options.secrets));
  }
  for (const [name, options] of [...requested].sort(byName)) {
    for (const target of withLinks([name], linksOf)) {
      platforms.set(target, new Set([...(platforms.get(target) ?? []), ...options.platforms]));
      if (options.platforms.length === 0 && target !== name) {
        withoutPlatform.add(target);
      }
      // A target's own source of a secret comes before that of what links to it.
      secrets.set(target, new Map([...byId(options.secrets), ...(secrets.get(target) ?? [])]));
    }
  }

  return new Map(
    [...drafts.keys()].map((name) => {
      const named = [...(platforms.get(name) ?? [])];
      const local = named.length > 0 && withoutPlatform.has(name) ? [localPlatform] : [];
      const own = [...new Set([...named, ...local])].sort();
      const secret = [...(secrets.get(name)?.values() ?? [])].sort();
      return [
        name,
        { ...(own.length > 0 && { platforms: own }), ...(secret.length > 0 && { secret }) },
      ];
    }),
  );
}

function byId(secrets: readonly string[]): ReadonlyMap<string, string> {
  return new Map(secrets.map((secret) => [parseSecret(secret).id || secret, secret]));
}
