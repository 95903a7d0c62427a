/** A module of the standard library that a Python has no more. */
export interface RemovedModule {
  readonly name: string;
  /** Minor version of Python 3 that has it no more. */
  readonly since: number;
  /** A package that brings it back; absent for none. */
  readonly backport?: string;
  /** What to use instead, in words; absent where there is no one answer. */
  readonly instead?: string;
}

/** Rule: "Removed" in *What's New in Python 3.x*, PEP 594 and PEP 632. */
export const removedModules: readonly RemovedModule[] = [
  { name: 'formatter', since: 10 },
  { name: 'parser', since: 10, instead: 'ast' },
  { name: 'symbol', since: 10 },
  { name: 'binhex', since: 11 },
  { name: 'asynchat', since: 12, backport: 'pyasynchat', instead: 'asyncio' },
  { name: 'asyncore', since: 12, backport: 'pyasyncore', instead: 'asyncio' },
  { name: 'distutils', since: 12, backport: 'setuptools' },
  { name: 'imp', since: 12, instead: 'importlib' },
  { name: 'smtpd', since: 12, instead: 'the package aiosmtpd' },
  ...[
    ...['aifc', 'chunk', 'crypt', 'imghdr', 'mailcap', 'nntplib', 'pipes', 'sndhdr', 'sunau'],
    ...['telnetlib', 'uu', 'xdrlib'],
  ].map((name) => ({ name, since: 13, backport: `standard-${name}` })),
  { name: 'audioop', since: 13, backport: 'audioop-lts' },
  { name: 'cgi', since: 13, backport: 'legacy-cgi' },
  { name: 'cgitb', since: 13, backport: 'legacy-cgi' },
  { name: 'lib2to3', since: 13, instead: 'the package libcst' },
  { name: 'msilib', since: 13 },
  { name: 'nis', since: 13 },
  { name: 'ossaudiodev', since: 13 },
  { name: 'spwd', since: 13 },
];

const byName = new Map(removedModules.map((each) => [each.name, each]));

/**
 * Returns the module that a Python has no more, though an older one had it.
 *
 * @param module as imported: `distutils.util`
 * @param python `3.13`
 * @param before Python that it is left for; undefined where it is not known
 */
export function removedModule(
  module: string,
  python: string,
  before?: string,
): RemovedModule | undefined {
  const found = byName.get(module.split('.')[0] ?? '');
  const minor = Number(python.split('.')[1]);
  const old = before === undefined ? 0 : Number(before.split('.')[1]);
  return found && found.since <= minor && found.since > old ? found : undefined;
}
