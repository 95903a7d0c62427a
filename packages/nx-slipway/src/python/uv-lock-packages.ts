import type { Condition } from './condition';
import type { MarkerEnvironment } from './marker-environment';
import { byNameAndVersion, type ThirdPartyPackage, thirdPartyPackage } from './third-party-package';
import type { UvLockPackage } from './uv-lock';
import { isLocalProject } from './uv-lock-source';

/**
 * The third-party packages of an image, sorted by name. One that is locked in several versions, and of
 * which it is not settled which is installed, is certain in none of them.
 *
 * @param conditions when each package of the lock is installed
 */
export function uvLockPackages(
  conditions: ReadonlyMap<UvLockPackage, Condition>,
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const found = [...conditions].filter(([{ source }]) => !isLocalProject(source));
  const names = found.map(([{ name }]) => name);
  return found
    .map(([locked, condition]) => {
      const read = thirdPartyPackage({ ...pinOf(locked), condition }, environment);
      const isUnique = names.filter((name) => name === locked.name).length === 1;
      return { ...read, isCertain: read.isCertain && isUnique };
    })
    .sort(byNameAndVersion);
}

/** How uv is told to install the very same without the lock; only of wheels at a URL it can be. */
function pinOf({ name, version = '', source, files }: UvLockPackage) {
  const { kind, location } = source;
  const isWheel = files.length > 0 && files.every((file) => file.name.endsWith('.whl'));
  return {
    name,
    version,
    files,
    ...(kind === 'registry' && { pin: `${name}==${version}`, index: location }),
    ...(kind === 'url' && isWheel && { pin: `${name} @ ${location}` }),
  };
}
