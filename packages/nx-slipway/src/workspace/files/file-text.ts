/** A file's text, and how it becomes the file's bytes again. */
export interface FileText {
  readonly text: string;
  readonly encoding: 'utf8' | 'latin1';
}

/**
 * The text of a file such that all of it can be written back byte for byte: as UTF-8, and where it is
 * none, an old comment in Latin-1 for instance, with one character for each byte.
 */
export function fileText(bytes: Buffer): FileText {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { text, encoding: 'utf8' }
    : { text: bytes.toString('latin1'), encoding: 'latin1' };
}
