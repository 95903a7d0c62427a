/** A list as options give it: without white space around its entries and without empty ones. */
export function normalizeList(list: readonly string[] = []): readonly string[] {
  return list.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
