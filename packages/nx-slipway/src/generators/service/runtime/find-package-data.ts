import { posix } from 'node:path';
import { ANY, type GlobToken, globMatcher, literal } from '../../../dockerfile/patterns/glob';
import type { EntryProblem } from '../../../problems/kinds/commands/entry-problem';
import type { Pyproject } from '../../../python/pyproject/pyproject';
import { isWheelOpen } from '../../../python/wheels/wheel-entries';
import type { WheelModule } from '../../../python/wheels/wheel-modules';
import { isCopied } from './is-copied';

/** Where the data of packages is looked for. */
export interface PackageDataFacts {
  /** Modules of the project's wheel. */
  readonly packages: readonly WheelModule[];
  /** Files of the project that git does not ignore, relative to its folder. */
  readonly files: readonly string[];
  /** Files that are copied into the image; relative to the project's folder. */
  readonly copied: readonly string[];
  /** Takes paths relative to the workspace root. */
  readonly hasFile: (file: string) => boolean;
}

/** What adds files to wheels by what git tracks. */
const BY_GIT = ['setuptools-scm', 'setuptools-git', 'setuptools-git-versioning', 'setuptools-svn'];

/**
 * Returns a warning about files in the packages of a project that its wheel leaves out, so that the service would
 * miss its templates. Only setuptools leaves out what is not Python (its manual, "Data Files Support"); a
 * MANIFEST.in, setup.py or setup.cfg may name them and is not read.
 */
export function findPackageData(
  pyproject: Pyproject,
  { packages, files, copied, hasFile }: PackageDataFacts,
): readonly EntryProblem[] {
  const { dir, file, wheelModules, buildSystem } = pyproject;
  const { dataPatterns } = wheelModules;
  const requires = (buildSystem?.requires ?? []).map(({ name }) => name);
  const isOpen =
    isWheelOpen(pyproject, hasFile) ||
    hasFile(posix.join(dir, 'MANIFEST.in')) ||
    requires.some((name) => BY_GIT.includes(name));
  if (dataPatterns === undefined || isOpen) return [];
  const left = files.flatMap((path): readonly { path: string; holder: WheelModule }[] => {
    const holder = packages.find((each) => path.startsWith(`${each.path}/`));
    const isPython = /\.(py|pyi)$|(^|\/)py\.typed$/.test(path);
    if (!holder || isPython || isCopied(path, copied)) return [];
    return isNamed(path.slice(holder.path.length + 1), holder.name, dataPatterns)
      ? []
      : [{ path, holder }];
  });
  const [first] = left;
  if (!first) return [];
  const { path, holder } = first;
  const inside = path.slice(holder.path.length + 1);
  const top = inside.includes('/') ? `${inside.slice(0, inside.indexOf('/'))}/` : inside;
  return [
    {
      kind: 'package-data-left-out',
      place: { file },
      files: left.map((each) => each.path),
      entry: `${holder.name} = ["${top.endsWith('/') ? `${top}**` : top}"]`,
      option: `--files=${posix.join(holder.path, top)}`,
    },
  ];
}

/** Whether `[tool.setuptools.package-data]` names a file, for its package or one that holds it. */
function isNamed(
  inside: string,
  name: string,
  patterns: ReadonlyMap<string, readonly string[]>,
): boolean {
  const folders = inside.split('/');
  return [...patterns].some(([holder, globs]) =>
    folders.some((_, depth) => {
      const own = [name, ...folders.slice(0, depth)].join('.');
      const rest = folders.slice(depth).join('/');
      return (
        (holder === own || holder === '*' || holder === '') &&
        globs.some((glob) => packageDataMatcher(glob)(rest))
      );
    }),
  );
}

/** Reads a pattern of Python's `glob`: `**` is any number of folders. */
function packageDataMatcher(glob: string): (path: string) => boolean {
  const parts = glob.match(/\*\*\/?|[\s\S]/g) ?? [];
  return globMatcher(
    parts.map((part): GlobToken => {
      if (part.startsWith('**')) return { kind: 'rest' };
      if (part === '*') return { kind: 'name' };
      return part === '?' ? ANY : literal(part);
    }),
  );
}
