import type { ThirdPartyPackage } from '../pyproject/third-party-package';

/** What is known of the wheels of some packages, for all machines that images are built for. */
export interface PackageWheels {
  /** Whether every machine takes the same wheel of each, so that they are the same files everywhere. */
  readonly isSame: boolean;
  /** Packages that have to be built on some machine, with the machines that have a wheel. */
  readonly builds: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns what is known of the wheels of packages. One that only its lock's own installer knows how to install may
 * be built by it, though there is a wheel.
 */
export function packageWheels(packages: readonly ThirdPartyPackage[]): PackageWheels {
  const isKnown = ({ hasWheel, wheelOn, requirement }: ThirdPartyPackage): boolean =>
    hasWheel && wheelOn === undefined && requirement !== undefined;
  return {
    isSame: packages.every((each) => isKnown(each) && each.isCertain && !each.isPerMachine),
    builds: Object.fromEntries(
      packages
        .filter((each) => !isKnown(each))
        .map(({ name, requirement, wheelOn = [] }) => [
          name,
          requirement === undefined ? [] : wheelOn,
        ]),
    ),
  };
}

/** Whether every machine has a wheel of each, so that nothing is compiled. */
export function isBuiltNowhere({ builds }: PackageWheels): boolean {
  return Object.keys(builds).length === 0;
}

/** Returns the packages that have to be built on a machine. */
export function builtOn({ builds }: PackageWheels, machine: string): readonly string[] {
  return Object.entries(builds).flatMap(([name, wheelOn]) =>
    wheelOn.includes(machine) ? [] : [name],
  );
}
