import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import type { Selection } from '../../python/pyproject/selection';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { builtOn, packageWheels } from '../../python/wheels/package-wheels';
import type { CrossInstall } from '../installers/cross-install';
import type { Installer, LockPlace } from '../installers/installer';
import { pythonPlatform } from '../installers/python-platform';

/**
 * How an image's own third-party packages are installed for other platforms; undefined where its installer has to run
 * on the platform itself.
 *
 * @param packages those that are in no shared layer
 */
export function crossDependencies(
  installer: Installer,
  {
    project,
    selection,
    packages,
  }: {
    readonly project: LockPlace;
    readonly selection: Selection;
    readonly packages: readonly ThirdPartyPackage[];
  },
): CrossInstall | undefined {
  const { install, installWheels } = installer;
  if (!installWheels) return undefined;
  const wheels = packageWheels(packages);
  const crossSteps = COMMON_MACHINES.flatMap((machine) => {
    const platform = pythonPlatform(machine);
    const without = builtOn(wheels, machine);
    return platform === undefined || without.length === packages.length
      ? []
      : [[machine, installWheels(project, selection, { platform, without })] as const];
  });
  return {
    step: install(project, selection),
    crossSteps: Object.fromEntries(crossSteps),
    wheels,
  };
}
