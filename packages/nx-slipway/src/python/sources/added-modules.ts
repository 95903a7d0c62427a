/** A module of the standard library that older Pythons do not have. */
export interface AddedModule {
  /** `concurrent.interpreters` */
  readonly name: string;
  /** Minor version of Python 3 that has it first. */
  readonly since: number;
  /** A package that has the same, under another name; absent for none. */
  readonly instead?: string;
}

/** Rule: "New modules" in *What's New in Python 3.x*. */
export const addedModules: readonly AddedModule[] = [
  { name: 'graphlib', since: 9, instead: 'graphlib-backport' },
  { name: 'zoneinfo', since: 9, instead: 'backports.zoneinfo' },
  { name: 'tomllib', since: 11, instead: 'tomli' },
  { name: 'wsgiref.types', since: 11 },
  { name: 'annotationlib', since: 14 },
  { name: 'compression', since: 14, instead: 'backports.zstd' },
  { name: 'concurrent.interpreters', since: 14 },
  { name: 'pathlib.types', since: 14 },
  { name: 'string.templatelib', since: 14 },
];

/**
 * Returns the module that a Python does not have yet, though a newer one had it.
 *
 * @param module as imported: `tomllib`
 * @param python `3.10`
 * @param before Python that it is left for; undefined where it is not known
 */
export function addedModule(
  module: string,
  python: string,
  before?: string,
): AddedModule | undefined {
  const found = addedModules.find(({ name }) => module === name || module.startsWith(`${name}.`));
  const minor = Number(python.split('.')[1]);
  const old = before === undefined ? Number.POSITIVE_INFINITY : Number(before.split('.')[1]);
  return found && found.since > minor && found.since <= old ? found : undefined;
}
