import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { contextSources } from '../../images/bindings/context-sources';
import { type IgnoreFileView, ignoreFile, ownIgnoreLines } from '../../images/bindings/ignore-file';
import { installers, readSelection } from '../../images/installers/installers';
import { uvLockFiles } from '../../images/installers/uv';
import { isStackFile } from '../../images/model/find-images';
import { installsOnly, isGeneratedService } from '../../images/model/is-generated-service';
import { copiedSources } from '../../images/model/layout-of-dockerfile';
import { isForDevelopment } from '../../images/roles/is-for-development';
import type { Problem } from '../../problems/problem';
import { imageClosure } from '../../python/projects/image-closure';
import { withoutSlash } from '../../python/projects/without-slash';
import type { LockRoot, PythonProject } from '../../python/pyproject/python-project';
import { rootFolders } from '../../python/wheels/root-folders';
import { wheelEntries } from '../../python/wheels/wheel-entries';
import { readCarriedIgnores } from '../../workspace/bindings/read-carried-ignores';
import { withoutMark } from '../../workspace/files/file-text';
import { brokenPyprojects } from '../broken-pyprojects';
import type { FileEdit } from '../file-edit';
import { devLockDir } from '../stack/dev-lock-dir';
import { inStyleOf } from '../text-style';

/** What ignore files are planned from. */
export interface IgnoreFileFacts {
  readonly dockerfiles: Iterable<Dockerfile>;
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  readonly lockRoots: readonly LockRoot[];
  /** Nx projects: their folders. */
  readonly roots: ReadonlySet<string>;
  readonly read: (file: string) => string | undefined;
  /** Names of what lies in a folder. */
  readonly list: (folder: string) => readonly string[];
  /** What is wrong with the workspace. */
  readonly problems: readonly Problem[];
}

/**
 * The ignore file of every Dockerfile that was generated, as the project graph has it now, with what else the
 * Dockerfile takes by name: the folder of a frontend that a stage of the user's own builds. Others are
 * their authors' business: an allow-list for the whole workspace would take their files away. Where a
 * pyproject or the Dockerfile is broken less is known than there was, and the ignore file stays as it is.
 */
export function planIgnoreFiles(facts: IgnoreFileFacts): readonly FileEdit[] {
  return [...facts.dockerfiles].flatMap((dockerfile): FileEdit[] => {
    const view = viewOf(dockerfile, facts);
    if (!view) return [];
    const sources = contextSources(dockerfile).map(({ path }) => path);
    const others = [...(view.files ?? []), ...sources];
    const carried = readCarriedIgnores({ projects: view.projects, others }, facts.read);
    // A lock may be yet to be written.
    const isFile = (path: string): boolean =>
      facts.read(path) !== undefined || (/\.\w+$/.test(path) && facts.list(path).length === 0);
    const named = [...sources, ...wheelFiles(view.projects, facts)];
    const file = `${dockerfile.file}.dockerignore`;
    const before = facts.read(file);
    // The user's lines follow as they are, also where their line ends are others than the file's.
    const ownLines = ownIgnoreLines(before === undefined ? undefined : withoutMark(before));
    const content =
      inStyleOf(before, ignoreFile({ ...view, sources: named, isFile, carried, ownLines: '' })) +
      ownLines;
    return [{ file, content, owner: 'framework' }];
  });
}

function viewOf(dockerfile: Dockerfile, facts: IgnoreFileFacts): IgnoreFileView | undefined {
  const root = posix.dirname(dockerfile.file);
  const project = facts.python.get(root);
  const projectFolders = [root, ...(project?.closure ?? [])];
  if (brokenPyprojects(projectFolders, facts.problems).length > 0 || isBroken(dockerfile, facts))
    return undefined;
  if (project)
    return isGeneratedService(dockerfile) ? serviceView(project, dockerfile, facts) : undefined;
  const isStack = facts.roots.has(root) && isStackFile(dockerfile);
  const devDir = devLockDir(facts.lockRoots);
  return isStack && facts.read(posix.join(root, 'install-projects')) !== undefined
    ? {
        projects: [root],
        files: [...(devDir === undefined ? [] : uvLockFiles(devDir)), ...commonSources(dockerfile)],
      }
    : undefined;
}

/** Folders that the stage `base-app` of a stack takes. */
function commonSources(dockerfile: Dockerfile): readonly string[] {
  const stage = findStage(dockerfile, 'common-sources');
  return stage ? copiedSources(stage, '.').map(withoutSlash) : [];
}

function isBroken({ file }: Dockerfile, { problems }: IgnoreFileFacts): boolean {
  return problems.some((each) => each.kind === 'dockerfile-broken' && each.place.file === file);
}

function serviceView(
  project: PythonProject,
  dockerfile: Dockerfile,
  { python, lockRoots, read, list }: IgnoreFileFacts,
): IgnoreFileView {
  const { dir } = project;
  const selection = readSelection(dockerfile, project) ?? { package: '', extras: [], groups: [] };
  const closure = imageClosure({ python, lockRoots }, dir, selection);
  const files = installers[project.installer]
    .lockFiles(project, selection)
    .filter((file) => posix.dirname(file) !== dir);
  const projects = [dir, ...closure];
  const hasFile = (file: string): boolean => read(file) !== undefined;
  const isDev = isForDevelopment(dockerfile);
  const entries = projects.map((each) => {
    const projectFolders = python.get(each);
    const taken = projectFolders ? wheelEntries(projectFolders.pyproject, hasFile) : [];
    // An image to develop in holds the tests.
    return [each, isDev && each === dir ? [...taken, 'tests'] : taken] as const;
  });
  const folders =
    installsOnly(dockerfile) && !isDev
      ? rootFolders(project.pyproject, { hasFile, list })
      : undefined;
  return {
    projects,
    files,
    others: [...python.keys()],
    wheelEntries: new Map(entries),
    ...(folders && { rootFolders: folders }),
  };
}

/** What the wheels of projects take by name, which stays in whatever it is called. */
function wheelFiles(
  projects: readonly string[],
  { python }: Pick<IgnoreFileFacts, 'python'>,
): readonly string[] {
  return projects.flatMap((dir) =>
    (python.get(dir)?.pyproject.wheelPaths.named ?? []).map(({ path }) => posix.join(dir, path)),
  );
}
