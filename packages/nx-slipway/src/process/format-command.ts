import type { Command } from './command';

/** A command as it could be typed into a shell. */
export function formatCommand({ command, args }: Command): string {
  return [command, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}
