import type { SharingImage } from '../src/images/shared-layers/sharing-image';
import { seededRandom } from './seeded-random';
import { sharingImage, thirdParty } from './third-party';

/**
 * Images of one stack as a large workspace has them: kinds of services with packages in common, some
 * packages that are everywhere, and some of each image's own.
 */
export function largeStack(images: number, packages: number): readonly SharingImage[] {
  const random = seededRandom(7);
  const names = Array.from({ length: packages }, (_, index) => `package-${index}`);
  const sizes = new Map(names.map((name) => [name, Math.round(10 ** (4 + 3 * random()))]));
  const kinds = Array.from({ length: 12 }, () => names.filter(() => random() < 0.12));
  const everywhere = names.filter((_, index) => index % 40 === 0);
  return Array.from({ length: images }, (_, index) => {
    const [one = [], other = []] = [kinds[index % 12], kinds[Math.floor(random() * 12)]];
    const own = names.filter(() => random() < 0.02);
    const dropped = new Set(one.filter(() => random() < 0.05));
    const closure = [...new Set([...everywhere, ...one, ...(index % 3 === 0 ? other : []), ...own])]
      .filter((name) => !dropped.has(name))
      .sort()
      .map((name) => thirdParty(name, { size: sizes.get(name) ?? 0 }));
    return sharingImage(`service-${index}`, closure);
  });
}
