/**
 * Where bytes that are not UTF-8 are kept in a text: byte 0x80 is U+DC80. No valid UTF-8 decodes to these code
 * points, so that they stand for nothing else. Rule: Python's error handler `surrogateescape` (PEP 383).
 */
const ESCAPED = 0xdc00;

/** What editors on Windows put before a text. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Returns a text without its byte order mark, for what parses it. */
export function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/**
 * Returns the text of a file. A byte that is not UTF-8, in an old comment in Latin-1 for instance, becomes one
 * character of its own, so that {@link bytesOf} gives back every byte.
 */
export function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  // Mostly there is nothing to escape: the replacement character appears only for broken bytes.
  return text.includes('\uFFFD') ? escaped(buffer) : text;
}

/** Returns the bytes of a text that {@link textOf} read, with whatever was changed in it since. */
export function bytesOf(text: string): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { index } of text.matchAll(/(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/g)) {
    parts.push(Buffer.from(text.slice(at, index)), Buffer.of(text.charCodeAt(index) - ESCAPED));
    at = index + 1;
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(at))]);
}

function escaped(bytes: Buffer): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceAt(bytes, at, decoder);
    if (size === 0) {
      const byte = bytes[at] ?? 0;
      parts.push(bytes.toString('utf8', from, at), String.fromCharCode(ESCAPED + byte));
      from = at + 1;
    }
    at += size || 1;
  }
  return parts.join('') + bytes.toString('utf8', from);
}

/** Returns how many bytes the character at an offset takes; 0 where no valid one starts there. */
function sequenceAt(bytes: Buffer, at: number, decoder: InstanceType<typeof TextDecoder>): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  try {
    decoder.decode(bytes.subarray(at, at + size));
    return size;
  } catch {
    return 0;
  }
}
