import { unclosedBracket } from '../../dockerfile/patterns/path-pattern';

/**
 * A path of the workspace as a pattern of Nx's globs. In Nx's globs more characters are special than in a
 * Dockerfile's (`+(a)*` is any number of `a`s), and the two leave out the special meaning in different ways. A `?`
 * stands for each such character, which takes the file that is meant, and rarely another one beside it.
 *
 * @param path may hold the wildcards of a Dockerfile (Go's `filepath.Match`)
 */
export function inputPattern(path: string): string {
  const end = unclosedBracket(path);
  const general = (token: string): string => (token.startsWith('*') ? '*' : '?');
  return path.slice(0, end).replace(SPECIAL, general) + path.slice(end).replace(REST, general);
}

/** Runs of `*`, classes and escapes of Go's, and what is special to Nx alone. */
const SPECIAL = /\*+|\[(?:\\.|[^\]\\])+\]|\\.|[+@!(){}|[\]\\,^]/gs;
/** Where no bracket is closed. */
const REST = /\*+|\\.|[+@!(){}|[\]\\,^]/gs;
