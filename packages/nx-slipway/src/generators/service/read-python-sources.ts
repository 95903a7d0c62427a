import { posix } from 'node:path';
import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';
import type { PythonSources } from './source-modules';

/** Reads a project's Python files; tests and what no package holds are left out. */
export function readPythonSources(tree: Tree, directory: string): PythonSources {
  const sources = new Map<string, string>();
  visitNotIgnoredFiles(tree, directory, (file) => {
    const path = posix.relative(directory, file.replaceAll('\\', '/'));
    if (!path.endsWith('.py') || /(^|\/)(tests?|\.[^/]+|build|dist)\//.test(path)) return;
    sources.set(path, tree.read(file, 'utf8') ?? '');
  });
  return sources;
}
