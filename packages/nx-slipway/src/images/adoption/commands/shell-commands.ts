/** One command of a RUN, as a shell takes it apart. */
export interface ShellCommand {
  /** As it is written, on one line. */
  readonly text: string;
  /** Words without their quotes, with variables as they are written; none where {@link isPlain} is false. */
  readonly words: readonly string[];
  /** Whether it is one program with words: no pipe, redirection, substitution or compound command. */
  readonly isPlain: boolean;
  /** Variables that are set for this command alone. */
  readonly assignments: readonly string[];
}

/**
 * Takes a script of `/bin/sh` apart into commands that run one after the other. Not a shell: whatever is more than
 * words joined by `&&`, `;` and line ends makes its command opaque, so that nobody takes it for another one. A library
 * would not give the position of a command in the text.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  const parts = splitScript(script.replace(/\\\r?\n/g, ' '));
  return parts.flatMap(({ text, words, isPlain }) => {
    const trimmed = text.trim().replace(/\s+/g, ' ');
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const isOpaque = !isPlain || COMPOUND.has(words[0] ?? '');
    const end = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    const first = end < 0 ? words.length : end;
    return [
      {
        text: trimmed,
        words: isOpaque ? [] : words.slice(first),
        isPlain: !isOpaque,
        assignments: isOpaque ? [] : words.slice(0, first),
      },
    ];
  });
}

/** Words that begin what is more than one command. */
const COMPOUND = new Set(['if', 'for', 'while', 'until', 'case', '{', '!', 'then', 'do', 'else']);

interface Part {
  text: string;
  words: string[];
  isPlain: boolean;
}

/** Reads on character by character: quotes hide what ends a command, and depth what is nested. */
function splitScript(script: string): readonly Part[] {
  const parts: Part[] = [{ text: '', words: [], isPlain: true }];
  let word: string | undefined;
  let depth = 0;
  const part = (): Part => parts.at(-1) as Part;
  const endWord = (): void => {
    if (word !== undefined) part().words.push(word);
    word = undefined;
  };
  for (let at = 0; at < script.length; at += 1) {
    const token = TOKEN.exec(script.slice(at))?.[0] ?? script[at] ?? '';
    at += token.length - 1;
    if (depth === 0 && isEnd(token)) {
      endWord();
      parts.push({ text: '', words: [], isPlain: true });
      continue;
    }
    part().text += token;
    if (/^\s$/.test(token)) endWord();
    else if (OPAQUE.test(token)) {
      part().isPlain = false;
      if (/\($/.test(token)) depth += 1;
      if (token === ')') depth = Math.max(0, depth - 1);
    } else {
      word = `${word ?? ''}${unquoted(token)}`;
      if (token.startsWith('"') && /`|\$\(/.test(token)) part().isPlain = false;
    }
  }
  endWord();
  // A compound command goes on over the ends of its lines.
  return parts.some(({ words: [first = ''] }) => COMPOUND.has(first))
    ? [{ text: script, words: [], isPlain: false }]
    : parts;
}

/** The longest first; an open quote is one character of no meaning and makes the command opaque. */
const TOKEN =
  /^(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\(|&&|\|\||[<>]{1,3}&?|[;\n|&()`'"]|[^\s'"\\$;&|()<>`]+|\$\w*)/s;

const OPAQUE = /^(?:\$\(|\|\||\||&|[<>]+&?|\(|\)|`|'|")$/;

function isEnd(token: string): boolean {
  return token === '&&' || token === ';' || token === '\n';
}

function unquoted(token: string): string {
  if (token.startsWith("'") && token.length > 1) return token.slice(1, -1);
  if (token.startsWith('"') && token.length > 1) {
    return token.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
  }
  return token.startsWith('\\') && token.length > 1 ? token.slice(1) : token;
}
