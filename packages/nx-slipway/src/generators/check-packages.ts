import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';

/** A Debian package as apt-get takes it: `libpq5`, `gcc-12`, `libssl3=3.0.2-1`. */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]+(?::[a-z0-9]+)?(?:=[\w.+:~-]+)?$/;

/** A problem for each name that apt-get would not take, or that would be shell. */
export function checkPackages(
  option: 'apt' | 'buildApt',
  packages: readonly string[],
): readonly GeneratorProblem[] {
  return packages
    .filter((name) => !PACKAGE.test(name))
    .map((value) => ({
      kind: 'generator-option-invalid',
      option: option === 'apt' ? 'apt' : 'build-apt',
      value,
      expected: 'comma-separated names of Debian packages: libpq5,libxml2',
    }));
}
