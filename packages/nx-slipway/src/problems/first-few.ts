/** The first of many names, and how many more there are: `a, b, c and 4 more`. */
export function firstFew(names: readonly string[], limit: number): string {
  const [first, more] = [names.slice(0, limit).join(', '), names.length - limit];
  return more > 0 ? `${first} and ${more} more` : first;
}
