import type { ThirdPartyPackage } from '../pyproject/third-party-package';

/** What is known of the wheels of some packages, for all machines that images are built for. */
export interface PackageWheels {
  /** Whether every machine takes the same wheel of each, so that they are the same files everywhere. */
  readonly isSame: boolean;
  /** Packages that have to be built on some machine, with the machines that have a wheel or do not install it. */
  readonly builds: Readonly<Record<string, readonly string[]>>;
}

/** What else decides whether a package is built. */
export interface WheelFacts {
  /** Whether the lock asks for wheels itself, so that nothing is built that has one. */
  readonly asksForWheels?: boolean;
  /** Names of the packages that a machine installs, of some machines; the others install all of them. */
  readonly installedOn?: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Returns what is known of the wheels of packages. One that only its lock's own installer knows how to install may
 * be built by it, though there is a wheel.
 */
export function packageWheels(
  packages: readonly ThirdPartyPackage[],
  { asksForWheels = false, installedOn = new Map() }: WheelFacts = {},
): PackageWheels {
  const isSettled = ({ requirement }: ThirdPartyPackage): boolean =>
    asksForWheels || requirement !== undefined;
  const isKnown = (each: ThirdPartyPackage): boolean =>
    each.hasWheel && each.wheelOn === undefined && isSettled(each);
  const unaffected = (name: string): readonly string[] =>
    [...installedOn].flatMap(([machine, names]) => (names.has(name) ? [] : [machine]));
  return {
    isSame: packages.every((each) => isKnown(each) && each.isCertain && !each.isPerMachine),
    builds: Object.fromEntries(
      packages
        .filter((each) => !isKnown(each))
        .map((each) => [
          each.name,
          [
            ...new Set([
              ...(isSettled(each) ? (each.wheelOn ?? []) : []),
              ...unaffected(each.name),
            ]),
          ].sort(),
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
