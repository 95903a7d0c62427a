import type { TextRange } from './toml-layout';

/** The range widened to the lines it touches, with the line feed of the last one. */
export function wholeLines(text: string, { start, end }: TextRange): TextRange {
  const feed = text.indexOf('\n', Math.max(start, end - 1));
  return {
    start: text.lastIndexOf('\n', start - 1) + 1,
    end: feed < 0 ? text.length : feed + 1,
  };
}
