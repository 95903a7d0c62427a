/** Returns a text as one word of a shell command in a RUN. What needs no quotes gets none. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
