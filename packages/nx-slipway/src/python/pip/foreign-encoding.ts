/** Stands for bytes that are not UTF-8 in a file that does not say what they are. */
export const UNKNOWN_ENCODING = '';

/**
 * Returns the encoding of a requirements file where pip may read it otherwise than as UTF-8; undefined for UTF-8.
 * Bytes that are not UTF-8 came into the text as replacement characters. A comment that names an encoding in one of
 * the first two lines counts for pip unless a byte order mark comes first.
 *
 * Rule: pip's `req_file.py` (`_decode_req_file`; `auto_decode` before pip 24.2), PEP 263.
 */
export function foreignEncoding(text: string): string | undefined {
  // Text in UTF-16 or UTF-32 has a zero byte beside each letter.
  if (/^\uFFFD\uFFFD/.test(text) && text.includes('\0')) return 'utf-16';
  const isMarked = text.startsWith('\uFEFF');
  const heads = isMarked ? [] : text.split('\n', 2).filter((line) => line.startsWith('#'));
  const [named] = heads.flatMap((line) => /coding[:=]\s*([-\w.]+)/.exec(line)?.[1] ?? []);
  if (text.includes('\uFFFD')) return named ?? UNKNOWN_ENCODING;
  return named === undefined || isReadAlike(named.toLowerCase(), text) ? undefined : named;
}

function isReadAlike(encoding: string, text: string): boolean {
  if (/^utf[-_]?8$/.test(encoding)) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that ASCII has
  return LIKE_ASCII.test(encoding) && /^[\x00-\x7f]*$/.test(text);
}

/** Encodings that have ASCII in common with UTF-8. */
const LIKE_ASCII =
  /^(us[-_]?)?ascii$|^latin[-_]?\d+$|^iso[-_]?8859([-_]\d+)?$|^(cp|windows[-_]?)125\d$/;
