import { randomBytes } from 'node:crypto';

/** A line of Python that no engine has seen before. */
export const freshLine = (): string => `\nCHANGED = "${randomBytes(8).toString('hex')}"\n`;
