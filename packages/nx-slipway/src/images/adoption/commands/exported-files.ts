import { posix } from 'node:path';
import type { StageContext } from '../part';
import { POETRY_VALUES, UV_VALUES } from './installers';
import { listOf, readArguments } from './read-arguments';
import type { ShellCommand } from './shell-commands';

/** Files that a call writes its list of packages to, absolute. */
export function exportedFiles(
  { words, text }: ShellCommand,
  { workdir }: Pick<StageContext['state'], 'workdir'>,
): readonly string[] {
  if (!/\b(?:poetry(?:@\S+)?|uv) export\b/.test(text)) return [];
  // A call within `if` is read for its files alone.
  const [, call = text] = /\b((?:poetry(?:@\S+)?|uv) export\b[^;&|]*)/.exec(text) ?? [];
  const own = words.length > 0 ? words : call.split(/\s+/);
  const redirected = />\s*(\S+)\s*$/.exec(call)?.[1];
  const named = listOf(
    readArguments(own, new Set([...POETRY_VALUES, ...UV_VALUES])),
    '-o',
    '--output',
    '--output-file',
  );
  const files = [...named, ...(redirected === undefined ? [] : [redirected])];
  return files.map((file) => posix.resolve(workdir, file));
}
