import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { checkWheelFiles } from '../../images/bindings/check-wheel-files';
import { OWN_LINES_MARK } from '../../images/bindings/ignore-file';
import { withoutSlash } from '../../python/projects/without-slash';
import type { Pyproject } from '../../python/pyproject/pyproject';

/** How the files around an image are looked at; paths are relative to the workspace root. */
export interface WheelFileReaders {
  readonly read: (file: string) => string | undefined;
  /** Whether there is something at a path. */
  readonly hasFile: (path: string) => boolean;
}

/**
 * Reads whether the build context of a generated Dockerfile holds what the wheels of its projects take.
 * Other ignore files are their authors' business.
 */
export function readWheelFiles(
  dockerfile: Dockerfile,
  pyprojects: readonly Pyproject[],
  { read, hasFile }: WheelFileReaders,
): ReturnType<typeof checkWheelFiles> {
  const file = `${dockerfile.file}.dockerignore`;
  const text = read(file);
  return text?.includes(OWN_LINES_MARK)
    ? checkWheelFiles({
        ...{ pyprojects, ignoreFile: { file, text }, hasFile },
        isUntracked: (path) => isGitIgnored(path, read),
      })
    : { problems: [], notes: [] };
}

/** Whether a .gitignore in a folder above names the path; patterns of other kinds are not read. */
function isGitIgnored(path: string, read: WheelFileReaders['read']): boolean {
  const name = posix.basename(path);
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index).join('/') || '.');
  return parents.some((folder) => {
    const below = posix.relative(folder, path);
    const lines = (read(posix.join(folder, '.gitignore')) ?? '').split(/\r?\n/);
    return lines.some((line) => {
      const pattern = withoutSlash(line.trim().replace(/^\*\*\//, ''));
      return pattern === name || pattern.replace(/^\//, '') === below;
    });
  });
}
