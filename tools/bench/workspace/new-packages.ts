/** Small packages that no service of the bench has, and that need no other. */
const newPackages = [
  ...['toolz', 'tabulate', 'cachetools', 'tenacity', 'humanize'],
  ...['sortedcontainers', 'more-itertools', 'pluggy', 'zipp', 'iniconfig'],
] as const;

/** Versions of `certifi` that a fresh lock, which takes the newest, does not hold. */
const otherVersions = [
  ...['2025.8.3', '2025.7.14', '2025.6.15', '2025.4.26', '2025.1.31'],
  ...['2024.12.14', '2024.8.30', '2024.7.4', '2024.6.2', '2024.2.2'],
] as const;

/** As many runs as there are packages to be new in one, and versions to be another in one. */
export const maximalRuns = Math.min(newPackages.length, otherVersions.length);

/** The package that is new in a run, from 0. @throws past {@link maximalRuns} */
export function newPackageOf(run: number): string {
  return pick(newPackages, run);
}

/** The version that `certifi` gets in a run, from 0. @throws past {@link maximalRuns} */
export function otherVersionOf(run: number): string {
  return pick(otherVersions, run);
}

function pick(names: readonly string[], run: number): string {
  const name = names[run];
  if (name === undefined) {
    throw new Error(`there is nothing that would be new in run ${run + 1}`);
  }
  return name;
}
