/** A word with its variables filled in. */
export interface ExpandedWord {
  readonly text: string;
  /** Whether each variable had a value; if not, `text` keeps those that had none as they are written. */
  readonly complete: boolean;
}

const piece =
  /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"|\$\{([A-Za-z_]\w*)(?:(:?[-+?])((?:[^{}]|\$\{[^}]*\})*))?\}|\$([A-Za-z_]\w*)|\$\{[^}]*\}|[^\\'"$]+|./gs;

/**
 * Fills variables into a word of `FROM` or `ARG` and takes its quotes off. Knows the forms `$x`,
 * `${x}`, `${x:-y}`, `${x-y}`, `${x:+y}`, `${x+y}` of BuildKit's `frontend/dockerfile/shell`; a
 * variable without a value may still get one from `--build-arg`, so it stays as it is written.
 */
export function expandWord(word: string, values: ReadonlyMap<string, string>): ExpandedWord {
  let complete = true;
  const text = word.replace(piece, (whole, ...groups: (string | undefined)[]) => {
    const [escaped, single, double, braced, operator, operand, bare] = groups;
    const inner = (text: string) => {
      const expanded = expandWord(text, values);
      complete &&= expanded.complete;
      return expanded.text;
    };
    if (escaped !== undefined) return escaped;
    if (single !== undefined) return single;
    if (double !== undefined) return inner(double);
    const name = braced ?? bare;
    const value = name === undefined ? undefined : values.get(name);
    const given = operator?.startsWith(':')
      ? value !== undefined && value !== ''
      : value !== undefined;
    if (operator?.endsWith('-') && !given) return inner(operand ?? '');
    if (operator?.endsWith('+')) return given ? inner(operand ?? '') : '';
    if (value !== undefined) return value;
    if (whole.startsWith('$')) complete = false;
    return whole;
  });
  return { text, complete };
}
