/** A shared library that a process of a container did not find. */
export interface MissingLibrary {
  /** `libpq.so.5` */
  readonly library: string;
  /** The Debian package that has it by the rule for their names; absent for a name without a version. */
  readonly package?: string;
}

/**
 * Reads a message of the dynamic linker, as Python and programs print it.
 *
 * @returns undefined for every other line
 */
export function missingLibrary(line: string): MissingLibrary | undefined {
  const library = /\b(lib[\w.+-]+\.so(?:\.[\d.]*\d)?): cannot open shared object file/.exec(
    line,
  )?.[1];
  if (library === undefined) return undefined;
  const name = packageOfSoname(library);
  return { library, ...(name !== undefined && { package: name }) };
}

/** Debian's policy, section 8.1: the name of the library and its version, with a hyphen between digits. */
function packageOfSoname(library: string): string | undefined {
  const [, name, version] = /^(.+)\.so\.([\d.]+)$/.exec(library) ?? [];
  if (name === undefined || version === undefined) return undefined;
  return `${name}${/\d$/.test(name) ? '-' : ''}${version}`.toLowerCase().replaceAll('_', '-');
}
