import { posix } from 'node:path';
import { isQuotablePath } from '../../../dockerfile/quote-words';
import { APPLICATION } from '../../../images/bindings/service-view';
import type { GeneratorProblem } from '../../../problems/kinds/commands/generator-problem';
import { withoutSlash } from '../../../python/projects/without-slash';
import { UNBUILT_FOLDERS } from '../../../python/wheels/wheel-entries';
import type { WheelModule } from '../../../python/wheels/wheel-modules';

/** A file or folder that an image holds besides what is installed. */
export interface RuntimeFile {
  /** Relative to the workspace root; a folder ends with a slash. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
}

/** Where files come from and go to. */
export interface RuntimeFileFacts {
  /** Folder of the project. */
  readonly dir: string;
  /** Modules of its wheel. */
  readonly packages: readonly WheelModule[];
  /** Working directory that was asked for. */
  readonly workdir?: string;
  readonly isFile: (path: string) => boolean;
  readonly list: (folder: string) => readonly string[];
}

/**
 * Plans where files of a project are copied to: into the working directory, and what lies in a package into the
 * package where it is installed.
 *
 * @param files relative to the project's folder
 */
export function planRuntimeFiles(
  files: readonly string[],
  { dir, packages, workdir = APPLICATION, isFile, list }: RuntimeFileFacts,
): { readonly files: readonly RuntimeFile[]; readonly problems: readonly GeneratorProblem[] } {
  const problems: GeneratorProblem[] = [];
  const planned = files.flatMap((given): readonly RuntimeFile[] => {
    const path = withoutSlash(posix.normalize(given));
    const refuse = (expected: string): [] => {
      problems.push({ kind: 'generator-option-invalid', option: 'files', value: given, expected });
      return [];
    };
    const source = posix.join(dir, path);
    const isFolder = !isFile(source) && list(source).length > 0;
    if (posix.isAbsolute(path) || /^\.\.?(\/|$)/.test(path) || !isQuotablePath(path)) {
      return refuse('paths of files and folders in the folder of the project');
    }
    if (UNBUILT_FOLDERS.includes(path.split('/')[0] ?? '')) {
      return refuse(`paths outside ${UNBUILT_FOLDERS.join(', ')}, which no build context holds`);
    }
    if (!isFile(source) && !isFolder) return refuse(`a file or folder that exists in ${dir}`);
    const holder = packages.find((each) => path.startsWith(`${each.path}/`));
    const target = holder
      ? posix.join(APPLICATION, holder.name.replaceAll('.', '/'), path.slice(holder.path.length))
      : posix.join(workdir, path);
    return [{ source: isFolder ? `${source}/` : source, target: isFolder ? `${target}/` : target }];
  });
  return { files: planned, problems };
}
