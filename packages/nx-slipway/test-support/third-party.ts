import type { SharingImage } from '../src/images/shared-layers/sharing-image';
import {
  hashedRequirement,
  type ThirdPartyPackage,
} from '../src/python/pyproject/third-party-package';

/** A package that is installed everywhere from a wheel of PyPI; `six` or `six==1.17.0`. */
export function thirdParty(
  pin: string,
  more: Partial<ThirdPartyPackage> & { readonly hash?: string } = {},
): ThirdPartyPackage {
  const { hash, ...rest } = more;
  const [name = '', version = '1'] = pin.split('==');
  return {
    ...{ name, version, isCertain: true, hasWheel: true, size: 1_000_000 },
    requirement: hashedRequirement(`${name}==${version}`, [
      `sha256:${hash ?? `${name}-${version}`}`,
    ]),
    ...rest,
  };
}

/** An image with packages as {@link thirdParty} takes them. */
export function sharingImage(
  id: string,
  packages: readonly (string | ThirdPartyPackage)[],
  hasOwnBuilder = false,
): SharingImage {
  const closure = packages.map((each) => (typeof each === 'string' ? thirdParty(each) : each));
  return { id, closure, hasOwnBuilder };
}

/** The same package of a lock that does not say that much of it. */
export function lacking(found: ThirdPartyPackage, key: 'requirement' | 'size'): ThirdPartyPackage {
  const { requirement, size, ...rest } = found;
  return {
    ...rest,
    ...(key !== 'requirement' && requirement !== undefined && { requirement }),
    ...(key !== 'size' && size !== undefined && { size }),
  };
}
