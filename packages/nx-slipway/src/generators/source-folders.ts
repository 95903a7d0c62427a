import { posix } from 'node:path';
import { isQuotablePath } from '../dockerfile/quote-words';
import { APPLICATION, type FileCopy } from '../images/bindings/service-view';
import type { GeneratorProblem } from '../problems/kinds/commands/generator-problem';
import { withoutSlash } from '../python/projects/without-slash';
import { namespacePackage } from '../python/sources/named-modules';
import { packageNames } from '../python/sources/package-names';
import type { WheelModule } from '../python/wheels/wheel-modules';

/** How folders of sources are looked at; paths are relative to the workspace root. */
export interface SourceFolderFacts {
  /** Folder that the sources are given relative to. */
  readonly dir: string;
  readonly isFile: (path: string) => boolean;
  readonly list: (folder: string) => readonly string[];
  /** Modules that are imported, or named by a command; none where nobody looks. */
  readonly named?: ReadonlySet<string>;
}

/** Sources that an image holds as they are. */
export interface SourceFolders {
  readonly copies: readonly FileCopy[];
  /** Modules that can be imported from them; paths are relative to {@link SourceFolderFacts.dir}. */
  readonly modules: readonly WheelModule[];
  readonly problems: readonly GeneratorProblem[];
}

/**
 * Plans where folders and modules of sources are copied to, so that they can be imported. A package, which holds an
 * `__init__.py` or is imported by its name, and a module keep their names; any other folder gives its content.
 *
 * @param folders and files of modules, relative to {@link SourceFolderFacts.dir}
 */
export function planSourceFolders(
  folders: readonly string[],
  facts: SourceFolderFacts,
): SourceFolders {
  const planned = folders.map((given) => planFolder(given, facts));
  return {
    copies: planned.flatMap(({ copies }) => copies),
    modules: planned.flatMap(({ modules }) => modules),
    problems: planned.flatMap(({ problems }) => problems),
  };
}

function planFolder(
  given: string,
  { dir, isFile, list, named = new Set() }: SourceFolderFacts,
): SourceFolders {
  const path = withoutSlash(posix.normalize(given));
  const source = posix.join(dir, path);
  const refuse = (expected: string): SourceFolders => ({
    ...{ copies: [], modules: [] },
    problems: [{ kind: 'generator-option-invalid', option: 'sources', value: given, expected }],
  });
  if (posix.isAbsolute(path) || /^\.\.?(\/|$)/.test(path) || !isQuotablePath(path)) {
    return refuse('folders in the folder of the project: --sources=src');
  }
  const module = /^(?:.*\/)?([A-Za-z_]\w*)\.py$/.exec(path)?.[1];
  const isModule = module !== undefined && isFile(source);
  if (!isModule && (isFile(source) || list(source).length === 0)) {
    return refuse(`a folder or a module that exists in ${dir}`);
  }
  const entries = (folder: string): readonly string[] => list(posix.join(dir, folder));
  if (isModule) {
    const packages = namesOf(posix.dirname(path), entries, named);
    return {
      copies: [{ source, target: posix.join(APPLICATION, ...packages, posix.basename(path)) }],
      modules: [{ name: [...packages, module].join('.'), path: path.replace(/\.py$/, '') }],
      problems: [],
    };
  }
  const names = namesOf(path, entries, named);
  const target = posix.join(APPLICATION, ...names);
  return {
    copies: [{ source: `${source}/`, target: `${target}/` }],
    modules: names.length > 0 ? [{ name: names.join('.'), path }] : modulesIn(path, list(source)),
    problems: [],
  };
}

/** Names of a package and of those that hold it, also of one without an `__init__.py` that is imported by its name. */
function namesOf(
  path: string,
  list: (folder: string) => readonly string[],
  named: ReadonlySet<string>,
): readonly string[] {
  const regular = packageNames(path, (folder) => list(folder).includes('__init__.py'));
  const namespace = namespacePackage(path, list(path), named) ?? [];
  return namespace.length > regular.length ? namespace : regular;
}

function modulesIn(path: string, entries: readonly string[]): readonly WheelModule[] {
  return entries.flatMap((entry) => {
    const name = entry.replace(/\.py$/, '');
    return /^[A-Za-z_]\w*$/.test(name) ? [{ name, path: posix.join(path, name) }] : [];
  });
}
