import { posix } from 'node:path';
import { ignoreMatcher, isLeftOut } from '../../dockerfile/ignore-matcher';
import { isPattern } from '../../dockerfile/path-pattern';
import type { Problem } from '../../problems/problem';
import type { ContextSource } from './context-sources';
import { OWN_LINES_MARK } from './ignore-file';

/** What the sources of a Dockerfile are checked by. */
export interface ContextFacts {
  readonly sources: readonly ContextSource[];
  /** Folder of the build context, relative to the workspace root. */
  readonly context: string;
  /** The ignore file that BuildKit takes, relative to the workspace root; absent where there is none. */
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
    if (!hasFile(found)) return [{ kind: 'context-source-missing', place, path: found }];
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
