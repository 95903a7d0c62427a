import type { Condition } from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { type ThirdPartyPackage, thirdPartyPackages } from '../pyproject/third-party-package';
import type { UvLockPackage } from './uv-lock';
import { isLocalProject } from './uv-lock-source';

/**
 * The third-party packages of an image, sorted by name.
 *
 * @param conditions when each package of the lock is installed
 */
export function uvLockPackages(
  conditions: ReadonlyMap<UvLockPackage, Condition>,
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const pinned = [...conditions]
    .filter(([{ source }]) => !isLocalProject(source))
    .map(([locked, condition]) => ({ ...pinOf(locked), condition }));
  return thirdPartyPackages(pinned, environment);
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
