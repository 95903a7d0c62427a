import type { Pyproject } from '../pyproject/pyproject';
import { importPackages, type ModuleFiles } from './import-packages';
import { isWheelOpen } from './wheel-entries';

/**
 * Returns the folders that the project in the workspace root is built from, for a workspace that holds more than that
 * project; sorted. Undefined where they are not known: all folders may belong to it then.
 */
export function rootFolders(
  pyproject: Pyproject,
  files: ModuleFiles,
): readonly string[] | undefined {
  const { dir, mentionedFolders, wheelModules } = pyproject;
  const modules = importPackages(pyproject, files).map(({ path }) => path.split('/'));
  // Where setuptools and pdm look through the root themselves, a new folder may be a new module.
  const isListed = wheelModules.named.length > 0 || wheelModules.discovery === 'by-name';
  const isKnown =
    dir === '.' &&
    mentionedFolders !== undefined &&
    !isWheelOpen(pyproject, files.hasFile) &&
    modules.length > 0 &&
    (isListed || modules.every((parts) => parts.length > 1));
  if (!isKnown) return undefined;
  // A module that is a file in the root is in no folder.
  const holders = modules.flatMap(([top = '', ...below]) =>
    below.length > 0 || files.list(top).length > 0 ? [top] : [],
  );
  const mentioned = mentionedFolders.filter((name) => files.list(name).length > 0);
  return [...new Set([...holders, ...mentioned])].sort();
}
