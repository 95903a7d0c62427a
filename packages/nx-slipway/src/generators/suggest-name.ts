/**
 * The valid name nearest to a given one: the last part of a path or npm name, without accents, small,
 * with hyphens. Undefined where nothing is left of it.
 */
export function suggestName(name: string): string | undefined {
  const words = (name.split('/').at(-1) ?? '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  // A name starts with a letter: numbers before the first word go behind the last.
  const first = words.findIndex((word) => /^\d*[a-z]/.test(word));
  if (first === -1) return undefined;
  return [...words.slice(first), ...words.slice(0, first)].join('-').replace(/^\d+/, '');
}
