import { debianReleases } from '../references/debian-releases';
import type { Change } from './check-facts';

/** Packages by the release that has them no more, with what has their place. */
const GONE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  bullseye: {
    'python-dev': ['python3-dev'],
    'python-pip': ['python3-pip'],
    'libssl1.0-dev': ['libssl-dev'],
    libffi6: ['libffi7'],
  },
  bookworm: {
    libffi7: ['libffi8'],
    'libssl1.1': ['libssl3'],
    libicu67: ['libicu72'],
    'openjdk-11-jre-headless': ['openjdk-17-jre-headless'],
    'libgconf-2-4': [],
    'libldap-2.4-2': ['libldap-2.5-0'],
    'postgresql-client-13': ['postgresql-client-15'],
  },
  trixie: {
    libffi6: ['libffi8'],
    libffi7: ['libffi8'],
    'libgconf-2-4': [],
    'libgl1-mesa-glx': ['libgl1'],
    libicu72: ['libicu76'],
    'libldap-2.5-0': ['libldap2'],
    libpcre3: ['libpcre2-8-0'],
    'libpcre3-dev': ['libpcre2-dev'],
    'libssl1.1': ['libssl3t64'],
    'mysql-client': ['default-mysql-client'],
    'libmysqlclient-dev': ['default-libmysqlclient-dev'],
    'openjdk-17-jdk': ['openjdk-21-jdk'],
    'openjdk-17-jdk-headless': ['openjdk-21-jdk-headless'],
    'openjdk-17-jre': ['openjdk-21-jre'],
    'openjdk-17-jre-headless': ['openjdk-21-jre-headless'],
    'postgresql-15': ['postgresql-17'],
    'postgresql-client-15': ['postgresql-client-17'],
    'python3-distutils': [],
    'software-properties-common': [],
    wkhtmltopdf: [],
  },
  forky: { libicu76: ['libicu78'], 'postgresql-client-17': ['postgresql-client-18'] },
};

/**
 * Tells whether a package is known to be gone after an upgrade, and what has its place. The new base itself is asked
 * as well where there is an engine: this is for names, and for machines without one.
 */
export function insteadOf(
  name: string,
  { from, to }: Change,
): { readonly isGone: boolean; readonly instead: readonly string[] } {
  const index = (suite: string): number => debianReleases.findIndex((each) => each.name === suite);
  const passed = Object.entries(GONE).filter(
    ([suite]) =>
      to !== undefined &&
      index(suite) <= index(to) &&
      (from === undefined || index(suite) > index(from)),
  );
  if (name.endsWith('t64') && isBefore64BitTimes(to)) {
    return { isGone: true, instead: [name.replace(/t64$/, '')] };
  }
  const found = passed.flatMap(([, packages]) =>
    Object.hasOwn(packages, name) ? [packages[name]] : [],
  );
  return { isGone: found.length > 0, instead: found.at(-1) ?? [] };
}

/** Rule: the transition to 64-bit times, which trixie made: only packages since then have the suffix `t64`. */
function isBefore64BitTimes(suite: string | undefined): boolean {
  const at = debianReleases.findIndex(({ name }) => name === suite);
  return at >= 0 && at < debianReleases.findIndex(({ name }) => name === 'trixie');
}

/**
 * A pattern of names that a package may have in another release: with other numbers, and with the suffix of the
 * transition to 64-bit times. Rule: names of shared libraries hold the version of their interface (Debian policy 8.1).
 */
export function successorPattern(name: string): string {
  const numbers = name
    .replace(/t64$/, '')
    .split(/\d+(?:\.\d+)*/)
    .map((part) => part.replace(/[.+]/g, '\\$&'));
  return numbers.length > 1 ? `${numbers.join('[0-9.]+')}(t64)?` : `(default-)?${numbers[0]}(t64)?`;
}

/** Packages that only got another name: what they hold has the same use. */
const RENAMED: Readonly<Record<string, string>> = {
  'libgl1-mesa-glx': 'libgl1',
  'libldap-2.5-0': 'libldap2',
  'python-dev': 'python3-dev',
  'python-pip': 'python3-pip',
};

/** Whether one package can stand for another without a person's look at it; PCRE 2 is another library than PCRE. */
export function isNewName(name: string, other: string): boolean {
  if (name.startsWith('libpcre')) return false;
  return RENAMED[name] === other || new RegExp(`^${successorPattern(name)}$`).test(other);
}
