import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import type { Selection } from '../../python/pyproject/selection';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { builtOn, packageWheels, type WheelFacts } from '../../python/wheels/package-wheels';
import type { CrossInstall } from '../installers/cross-install';
import type { InstallStep } from '../installers/install-step';
import type { Installer, LockPlace } from '../installers/installer';

/** An image's own third-party packages. */
export interface OwnPackages extends Pick<WheelFacts, 'installedOn'> {
  readonly project: LockPlace;
  readonly selection: Selection;
  /** Those that are in no shared layer. */
  readonly packages: readonly ThirdPartyPackage[];
  /** Installs them beside shared layers; absent where the stage `dependencies` does that as it stands. */
  readonly left?: InstallStep;
}

/**
 * How an image's own third-party packages are installed for other platforms; undefined where its installer has to run
 * on the platform itself.
 */
export function crossDependencies(
  installer: Installer,
  { project, selection, packages, installedOn, left }: OwnPackages,
): Omit<CrossInstall, 'locks'> | undefined {
  const { install, installWheels, asksForWheels } = installer;
  const wheels = packageWheels(packages, {
    ...(asksForWheels && { asksForWheels }),
    ...(installedOn && { installedOn }),
  });
  const steps = COMMON_MACHINES.flatMap((machine) => {
    const without = builtOn(wheels, machine);
    const options = { machine, without, isLeft: left !== undefined };
    const step = installWheels(project, selection, options);
    return step ? [{ machine, step, hasWheels: without.length < packages.length }] : [];
  });
  if (steps.length === 0) return undefined;
  return {
    step: left ?? install(project, selection),
    crossSteps: Object.fromEntries(
      steps.flatMap(({ machine, step, hasWheels }) => (hasWheels ? [[machine, step]] : [])),
    ),
    wheels,
  };
}
