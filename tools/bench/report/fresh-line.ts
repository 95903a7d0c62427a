import { randomBytes } from 'node:crypto';

/** A line of Python that no engine has seen before. */
export function freshLine(): string {
  return `\nCHANGED = "${randomBytes(8).toString('hex')}"\n`;
}
