/** What ends one heredoc body. */
export interface Heredoc {
  readonly terminator: string;
  /** `<<-`: tabs before the terminator do not count. */
  readonly chomp: boolean;
}

/**
 * The heredocs a line of `RUN`, `COPY` or `ADD` opens, in order. Follows `heredocsFromLine` and
 * `ParseHeredoc` of BuildKit's `frontend/dockerfile/parser`: quotes make no heredoc, `cat<<EOF`
 * without a blank is none, `3<<EOF` and `<< EOF` are, and in a line with an unbalanced quote there is
 * none.
 */
export function heredocsOfLine(line: string): Heredoc[] {
  return (wordsOf(line) ?? []).flatMap((word) => {
    const match = /^\d*<<(-?)\s*([^<]+)$/s.exec(word);
    const terminator = match?.[2]?.replace(/["']/g, '');
    return terminator ? [{ terminator, chomp: match?.[1] === '-' }] : [];
  });
}

const word = /(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|<<\s*|[^\s'"\\<]|<)+/gsy;

function wordsOf(line: string): string[] | undefined {
  const words: string[] = [];
  for (let rest = line.trim(); rest !== ''; rest = rest.trimStart()) {
    word.lastIndex = 0;
    const found = word.exec(rest)?.[0];
    if (found === undefined) return undefined;
    words.push(found);
    rest = rest.slice(found.length);
  }
  return words;
}
