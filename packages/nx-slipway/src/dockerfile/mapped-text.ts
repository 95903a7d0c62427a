/** Text put together from pieces of a file that still knows where each of its characters stood. */
export interface MappedText {
  readonly text: string;
  /** For every character of `text` its offset in the file. */
  readonly at: readonly number[];
}

/** A part of a mapped text, by positions within it; a position past the end is the end. */
export function sliceMapped(mapped: MappedText, start: number, end?: number): MappedText {
  return { text: mapped.text.slice(start, end), at: mapped.at.slice(start, end) };
}

/** The non-blank words of a mapped text; quotes mean nothing here. */
export function mappedWords(mapped: MappedText): MappedText[] {
  return [...mapped.text.matchAll(/\S+/g)].map((match) =>
    sliceMapped(mapped, match.index, match.index + match[0].length),
  );
}

/** The text without the quotes around it, if there are any. */
export function unquoteMapped(mapped: MappedText): MappedText {
  return /^(["']).*\1$/s.test(mapped.text) && mapped.text.length > 1
    ? sliceMapped(mapped, 1, -1)
    : mapped;
}
