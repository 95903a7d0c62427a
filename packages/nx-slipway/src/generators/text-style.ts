import { BYTE_ORDER_MARK, withoutMark } from '../workspace/files/file-text';

/**
 * Gives a new text of a file the line ends and the byte order mark of the text it replaces, so that a change of one
 * line is a difference of one line.
 *
 * @param before undefined for a file that does not exist yet
 * @param text with `\n` as line ends, or already with those of the file
 */
export function inStyleOf(before: string | undefined, text: string): string {
  if (before === undefined) return text;
  const end = lineEndOf(before);
  const styled = end === '\n' ? text : text.replace(/(?<!\r)\n/g, end);
  return before.startsWith(BYTE_ORDER_MARK) && !styled.startsWith(BYTE_ORDER_MARK)
    ? `${BYTE_ORDER_MARK}${styled}`
    : styled;
}

/** Returns the lines of a text, whatever their ends are, without a byte order mark. */
export function linesOf(text: string): string[] {
  return withoutMark(text).replaceAll('\r\n', '\n').split('\n');
}

/** Returns the line end of a text: that of its first line. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  return /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
}
