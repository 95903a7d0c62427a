import { posix } from 'node:path';
import { ignoreMatcher, isLeftOut } from '../../dockerfile/patterns/ignore-matcher';
import { isPattern } from '../../dockerfile/patterns/path-pattern';
import type { Problem } from '../../problems/problem';
import type { ContextSource } from './context-sources';
import { OWN_LINES_MARK } from './ignore-file';

/** What the sources of a Dockerfile are checked by. */
export interface ContextFacts {
  readonly sources: readonly ContextSource[];
  /** Folder of the build context, relative to the workspace root. */
  readonly context: string;
  /** The ignore file that BuildKit takes, relative to the workspace root; absent if there is no such file. */
  readonly ignoreFile?: { readonly file: string; readonly text: string };
  /** Whether there is something at a path relative to the workspace root. */
  readonly hasFile: (path: string) => boolean;
}

/**
 * Returns what instructions take out of a build context that does not hold it: BuildKit would only say `not found`.
 * A pattern that matches nothing is no error to BuildKit.
 */
export function checkContextSources(facts: ContextFacts): readonly Problem[] {
  const { sources, context, ignoreFile, hasFile } = facts;
  const matcher = ignoreMatcher(ignoreFile?.text ?? '');
  return sources.flatMap(({ path, place }): readonly Problem[] => {
    if (path.split('/').some(isPattern)) return [];
    const found = posix.join(context, path);
    if (!hasFile(found)) {
      const before = folderBefore(found, posix.dirname(place.file), facts);
      const missing = { kind: 'context-source-missing', place, path: found } as const;
      return [before === undefined ? missing : { ...missing, before }];
    }
    if (!ignoreFile || !isLeftOut(matcher, path)) return [];
    const isGenerated = ignoreFile.text.includes(OWN_LINES_MARK);
    const { file } = ignoreFile;
    return [
      {
        ...{ kind: 'context-source-ignored', place, path: found },
        ignoreFile: file,
        ...(!isGenerated && { line: `!${path}` }),
      },
    ];
  });
}

/**
 * The folder that a Dockerfile's own folder may have been called before it was moved: the Dockerfile takes nothing of the
 * folder that it is in, and what it takes is missing and is there, or is a folder.
 *
 * @param missing relative to the workspace root, as `folder` is
 */
function folderBefore(
  missing: string,
  folder: string,
  { sources, context, hasFile }: ContextFacts,
): string | undefined {
  const isIn = (path: string): boolean => path === folder || path.startsWith(`${folder}/`);
  if (folder === '.' || sources.some(({ path }) => isIn(posix.join(context, path))))
    return undefined;
  const parts = missing.split('/');
  const length = parts.findIndex(
    (_, index) => index > 0 && hasFile(posix.join(folder, ...parts.slice(index))),
  );
  const before = parts.slice(0, length < 0 ? undefined : length).join('/');
  const isFile = length < 0 && /\.\w+$/.test(missing);
  return isFile || isIn(before) || hasFile(before) ? undefined : before;
}
