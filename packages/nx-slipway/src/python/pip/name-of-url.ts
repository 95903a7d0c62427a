import { normalizeName } from '../pep508/normalize-name';

/**
 * Returns the normalised name of the package that a URL without a name before it is of: as its wheel is called,
 * or as its fragment says (`#egg=six`); undefined where only its contents tell.
 */
export function nameOfUrl(url: string): string | undefined {
  const [, path = '', fragment = ''] = /^([^#?\s]*)[^#\s]*(?:#(\S*))?/.exec(url) ?? [];
  const wheel = /\/([a-z0-9._]+)-[^/-]+(?:-[^/-]+)?-[^/-]+-[^/-]+-[^/-]+\.whl$/i.exec(path)?.[1];
  const egg = /(?:^|&)egg=([a-z0-9](?:[\w.-]*[a-z0-9])?)(?:\[|&|$)/i.exec(fragment)?.[1];
  const name = wheel ?? egg;
  return name && normalizeName(name);
}
