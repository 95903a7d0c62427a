/**
 * Returns paths as the arguments of a COPY: separated by blanks, or as a JSON array where one of them has a
 * blank itself (Dockerfile reference, "COPY"). Paths are {@link isQuotablePath}.
 */
export function copyWords(paths: readonly string[]): string {
  return paths.some(hasBlank)
    ? `[${paths.map((path) => JSON.stringify(path)).join(', ')}]`
    : paths.join(' ');
}

/** Returns a text as one word of a shell's command. What needs no quotes gets none. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns the value of a `--mount`, which BuildKit would end at a blank that is in no quotes. */
export function mountWord(value: string): string {
  return hasBlank(value) ? `"${value}"` : value;
}

/**
 * Whether a path can be written into a Dockerfile, a shell's command and an ignore file so that it means
 * itself in all of them: blanks can be quoted, and what is a pattern, a variable, a quote or the end of a
 * field in one of them cannot.
 */
export function isQuotablePath(path: string): boolean {
  return !/["'`\\$*?[\]{},\p{Cc}]|(^|\/)[#!]|(^|\/) | ($|\/)/u.test(path);
}

function hasBlank(text: string): boolean {
  return text.includes(' ');
}
