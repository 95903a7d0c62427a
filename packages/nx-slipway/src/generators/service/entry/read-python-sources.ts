import { posix } from 'node:path';
import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';
import type { PythonSources } from './source-modules';

/**
 * Reads a project's Python files; tests and what no package holds are left out.
 *
 * @param files of the project, relative to its folder
 */
export function readPythonSources(
  tree: Tree,
  directory: string,
  files: readonly string[] = filesOf(tree, directory),
): PythonSources {
  const read = files.filter(
    (path) => path.endsWith('.py') && !/(^|\/)(tests?|\.[^/]+|build|dist)\//.test(path),
  );
  return new Map(read.map((path) => [path, tree.read(posix.join(directory, path), 'utf8') ?? '']));
}

/** Files of a project that git does not ignore, relative to its folder. */
export function filesOf(tree: Tree, directory: string): readonly string[] {
  const files: string[] = [];
  visitNotIgnoredFiles(tree, directory, (file) => {
    files.push(posix.relative(directory, file.replaceAll('\\', '/')));
  });
  return files;
}
