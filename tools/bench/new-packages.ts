/** Small packages that no service of the bench has, and that need no other. */
const newPackages = [
  ...['toolz', 'tabulate', 'cachetools', 'tenacity', 'humanize'],
  ...['sortedcontainers', 'more-itertools', 'pluggy', 'zipp', 'iniconfig'],
] as const;

/** As many runs as there are packages to be new in one. */
export const maximalRuns = newPackages.length;

/** The package that is new in a run, from 0. @throws past {@link maximalRuns} */
export const newPackageOf = (run: number): string => {
  const name = newPackages[run];
  if (name === undefined) {
    throw new Error(`there is no package that would be new in run ${run + 1}`);
  }
  return name;
};
