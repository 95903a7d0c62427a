import { posix } from 'node:path';
import { byName } from '../by-name';
import type { ContentTarget } from '../targets/bake-file-builder';
import type { ContextRead } from './context-read';
import type { DefinitionScope } from './definition-scope';

/** What one source resolves to: text that is known, or a thing to be looked up. */
export interface Found {
  readonly part?: readonly [string, string];
  readonly read?: readonly [string, ContextRead];
}

/** Finds what a source of the build context is. */
export function mainRead(
  source: string,
  { context, dockerfile }: ContentTarget,
  { files, runFolder }: DefinitionScope,
): Found {
  const part = `files ${source}`;
  if (isBelow(context, runFolder))
    return { part: [part, generatedFiles(context, files, runFolder)] };
  const beside = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`];
  const generated = beside.flatMap((file) => files[posix.relative(runFolder, file)] ?? []);
  const [text] = generated;
  const ignore =
    text === undefined ? { files: [...beside, posix.join(context, '.dockerignore')] } : { text };
  return { read: [part, { folder: context, source, ignore }] };
}

/** Finds what a source of a folder that is a named context is. */
export function namedRead(
  context: string,
  { folder: value, source }: { readonly folder: string; readonly source: string },
  { files, workspaceRoot, runFolder }: DefinitionScope,
): Found {
  // The folder of a plan that is only printed is no path.
  const folder = isBelow(value, runFolder) ? value : posix.resolve(workspaceRoot, value);
  const part = source === '.' ? `context ${context}` : `context ${context} ${source}`;
  if (isBelow(folder, runFolder)) return { part: [part, generatedFiles(folder, files, runFolder)] };
  const ignore = { files: [posix.join(folder, '.dockerignore')] };
  return { read: [part, { folder, source, ignore }] };
}

function isBelow(folder: string, parent: string): boolean {
  return folder === parent || folder.startsWith(`${parent}/`);
}

/** Paths and contents of a folder that the plan writes. */
function generatedFiles(
  folder: string,
  files: DefinitionScope['files'],
  runFolder: string,
): string {
  const prefix = `${posix.relative(runFolder, folder)}/`;
  const below = Object.entries(files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, content]) => [path.slice(prefix.length), content] as const);
  return JSON.stringify(below.sort(byName));
}
