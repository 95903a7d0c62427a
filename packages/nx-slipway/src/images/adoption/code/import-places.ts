import { posix } from 'node:path';
import { namedModules, namespacePackage } from '../../../python/sources/named-modules';
import { packageNames } from '../../../python/sources/package-names';
import type { CodeCopy } from '../part';
import { isBelow } from './is-below';

/** What says where an image imports modules from. */
export interface ImportPlaces {
  /** Where the image works; absent if no instruction says so. */
  readonly place?: string;
  /** Folders of PYTHONPATH, absolute. */
  readonly paths: readonly string[];
  /** Paths of the modules that the project's wheel would have, relative to its folder. */
  readonly packages: readonly string[];
  /** Where files from elsewhere in the workspace are, absolute. */
  readonly elsewhere: readonly string[];
  /** The command, the entrypoint and the probe, as text. */
  readonly commands: string;
}

/**
 * Whether a copy holds modules that are imported by their names there, and by no other name, so that they can be put
 * on the import path of the new image. What may be imported by a longer name, as `services.worker` from the folder
 * above, has to stay where it was.
 *
 * @param files of the project, relative to its folder
 */
export function isSource(
  { source, target }: CodeCopy,
  files: readonly string[],
  places: ImportPlaces,
): boolean {
  if (files.includes(source) || files.includes(`${source}/__init__.py`)) {
    if (files.includes(source) && !MODULE.test(source)) return false;
    // What gets another name, or loses that of a package around it, is imported by that.
    const root = importRoot({ source, target }, files);
    const names = namesOf(source, files);
    return target === posix.join(root, ...names) && isRoot(root, places);
  }
  const holdsModules = files.some(
    (file) =>
      file.startsWith(`${source}/`) &&
      /^[^/]+(\/__init__)?\.py$/.test(file.slice(source.length + 1)),
  );
  // Who calls the folder of a src layout by its name has it in place, and who does not has its packages installed.
  const isNamedSrc =
    source.split('/').at(-1) === 'src' &&
    places.packages.some((path) => isBelow(path, source)) &&
    !isMentioned(target, places);
  return holdsModules && (isNamedSrc || isRoot(target, places));
}

/** A module at the top of an import path, where `__init__.py` cannot be imported. */
const MODULE = /(^|\/)(?!__init__\.py$)[A-Za-z_]\w*\.py$/;

/**
 * The files, with an `__init__.py` in each folder that is imported as a package without one: a command names a module of
 * it, `uvicorn app.main:app`.
 */
export function withNamespaces(
  copies: readonly CodeCopy[],
  files: readonly string[],
  { commands }: Pick<ImportPlaces, 'commands'>,
): readonly string[] {
  const named = namedModules({ sources: [], commands: [commands], python: '' });
  const packages = copies.filter(({ source, target }) => {
    const entries = files
      .filter((file) => file.startsWith(`${source}/`))
      .map((file) => file.slice(source.length + 1).split('/')[0] ?? '');
    return namespacePackage(posix.basename(target), entries, named) !== undefined;
  });
  return [...files, ...packages.map(({ source }) => `${source}/__init__.py`)];
}

/** The folder that a source of an image is imported from. */
export function importRoot(
  { source, target }: Pick<CodeCopy, 'source' | 'target'>,
  files: readonly string[],
): string {
  return posix.join(target, ...namesOf(source, files).map(() => '..'));
}

/** The packages around a module or package, and its own name; nothing for a folder of modules. */
function namesOf(source: string, files: readonly string[]): readonly string[] {
  const hasInit = (folder: string): boolean => files.includes(`${folder}/__init__.py`);
  return files.includes(source)
    ? [...packageNames(posix.dirname(source), hasInit), posix.basename(source)]
    : packageNames(source, hasInit);
}

/** Whether modules of a folder are imported by their names: none above it is on the import path as well. */
function isRoot(folder: string, places: ImportPlaces): boolean {
  const { place = '/', paths } = places;
  const isListed = [place, ...paths].includes(folder);
  const isBelowListed = paths.some((path) => path !== folder && isBelow(folder, path));
  return isListed && !isBelowListed && !isMentioned(folder, places);
}

/** Whether a command names a folder by its path, or as a package: `src/main.py`, `src.main:app`. */
function isMentioned(folder: string, { place = '/', commands }: ImportPlaces): boolean {
  const name =
    folder === place || !isBelow(folder, place) ? undefined : posix.relative(place, folder);
  if (name === undefined || name === '') return false;
  const [path, dotted] = [name, name.replaceAll('/', '.')].map(escaped);
  return new RegExp(`(?:^|[\\s"'=:])(?:\\./)?(?:${path}/|${dotted}\\.)\\w`).test(commands);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
