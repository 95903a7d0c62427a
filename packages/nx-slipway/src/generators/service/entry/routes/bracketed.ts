/**
 * The parts of a list or of a call's arguments, as Python separates them: commas in strings and in inner brackets do
 * not count, and comments are left out.
 *
 * @param open index of the opening bracket
 * @returns nothing where the bracket is not closed
 */
export function partsAt(text: string, open: number): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const [token] of text.slice(open).matchAll(TOKENS)) {
    if (token.startsWith('#')) continue;
    if ('([{'.includes(token)) depth += 1;
    if (')]}'.includes(token)) depth -= 1;
    if (depth === 0) return [...parts, part.trim()].filter((each) => each !== '');
    if (token === ',' && depth === 1) {
      parts.push(part.trim());
      part = '';
    } else if (depth > 1 || !'([{'.includes(token)) part += token;
  }
  return [];
}

/** Strings, comments, brackets and commas, and what is between them. */
const TOKENS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|[()[\]{},]|[^"'#()[\]{},]+|["']/g;

/**
 * The arguments of calls, or the parts of lists.
 *
 * @param start a regular expression that ends with the opening bracket
 */
export function allParts(text: string, start: RegExp): readonly (readonly string[])[] {
  const found = text.matchAll(new RegExp(start.source, 'gm'));
  return [...found].map(({ 0: matched, index }) => partsAt(text, index + matched.length - 1));
}

/** What a call is given by a keyword; where it is the first argument, the keyword may be left out. */
export function argument(
  parts: readonly string[],
  keyword: string,
  position?: number,
): string | undefined {
  const named = parts.find((part) => new RegExp(`^${keyword}\\s*=`).test(part));
  if (named !== undefined) return named.slice(named.indexOf('=') + 1).trim();
  const placed = position === undefined ? undefined : parts[position];
  return placed !== undefined && !/^\w+\s*=(?!=)/.test(placed) ? placed : undefined;
}

/** The text of a string without escapes; undefined for anything else. */
export function literal(text: string | undefined): string | undefined {
  return /^[ru]?(?:"(?<double>[^"\\]*)"|'(?<single>[^'\\]*)')$/
    .exec(text ?? '')
    ?.slice(1)
    .find((each) => each !== undefined);
}
