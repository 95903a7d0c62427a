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
  while (words[0] !== undefined && /^\d+$/.test(words[0])) words.push(words.shift() ?? '');
  const suggested = words.join('-').replace(/^\d+/, '');
  return /^[a-z]/.test(suggested) ? suggested : undefined;
}
