import { shellWord } from '../dockerfile/quote-words';
import type { Command } from './command';

/** A command as it could be typed into a shell. */
export function formatCommand({ command, args }: Command): string {
  return [command, ...args].map(shellWord).join(' ');
}
