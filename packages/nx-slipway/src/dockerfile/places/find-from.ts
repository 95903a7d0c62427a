import { lineAt } from '../../problems/line-at';
import type { Dockerfile, Reference } from '../dockerfile';
import { lineStarts } from './line-starts';

/** A reference in a file's text. */
export interface PlacedReference {
  /** Line, counted from 1. */
  readonly line: number;
  /** Offsets into the text of exactly the bytes of the reference, without quotes. */
  readonly start: number;
  readonly end: number;
}

/**
 * Where FROMs that name an image after build arguments have it, in the file's order. BuildKit tells lines and
 * no columns; a reference that is cut by a continued line has no place, and none is given.
 */
export function findFroms(
  { text, stages }: Pick<Dockerfile, 'text' | 'stages'>,
  image: string,
): readonly (Reference & { readonly at?: PlacedReference })[] {
  return stages
    .filter(({ from }) => from.kind === 'image' && from.text === image)
    .map(({ from, line, endLine }) => {
      const at = placeOf(from.written ?? from.text, text, { line, endLine });
      return { ...from, ...(at && { at }) };
    });
}

function placeOf(
  written: string,
  text: string,
  { line, endLine }: { readonly line: number; readonly endLine: number },
): PlacedReference | undefined {
  const starts = lineStarts(text);
  const from = starts[line - 1] ?? 0;
  const lines = text.slice(from, starts[endLine] ?? text.length);
  // Comments stand between continued lines as well.
  const bare = lines.replace(/^[ \t]*#[^\n]*/gm, (comment) => ' '.repeat(comment.length));
  const words = [...bare.matchAll(/\S+/g)].filter(([word]) => !/^(--.*|\\|`|\uFEFF)$/.test(word));
  // The keyword comes first.
  const [, word] = words;
  if (word?.[0] !== written) return undefined;
  const quote = /^(["']).*\1$/.test(written) ? 1 : 0;
  const start = from + word.index + quote;
  const end = start + written.length - 2 * quote;
  return { line: lineAt(text, start), start, end };
}
