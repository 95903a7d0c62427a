import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { withoutSlash } from '../../python/projects/without-slash';
import type { PythonProject } from '../../python/pyproject/python-project';
import { importPackages, type ModuleFiles } from '../../python/wheels/import-packages';
import type { FileCopy } from '../bindings/service-view';
import { copiesBeside, isBeside } from '../model/files-beside';
import { copiedSources, installsService } from '../model/layout-of-dockerfile';
import { mayBuildFiles } from './built-files';
import { contextCopy } from './context-copy';

/** What the sources of an image are found from. */
export interface MountFacts extends ModuleFiles {
  /** A generated Dockerfile. */
  readonly dockerfile: Dockerfile;
  /** Of the stack, where it holds sources that its images have in common. */
  readonly common?: Dockerfile;
  /** Projects whose wheels the image installs; the service's own is the first. */
  readonly projects: readonly PythonProject[];
  /** Folder that wheels are installed into; undefined where nobody can tell. */
  readonly installedTo: string | undefined;
  /** Text of a file by its path relative to the workspace root; undefined for a missing one. */
  readonly read: (file: string) => string | undefined;
}

/** Sources that can stand in for what an image installed, and the folders of projects of which that cannot be said. */
export interface MountedSources {
  readonly sources: readonly FileCopy[];
  readonly unmounted: readonly string[];
}

/**
 * Finds the files and folders of the workspace that an image holds as they are, and where. The modules of a wheel are
 * such files, unless its build may write more into them.
 */
export function mountedSources(facts: MountFacts): MountedSources {
  const { dockerfile, common, projects, installedTo, read } = facts;
  const [own] = projects;
  const application = findStage(dockerfile, 'application');
  const shared = common && findStage(common, 'common-sources');
  const asTheyAre = own && application && copiedSources(application, own.dir).length > 0;
  const stages = [...(asTheyAre ? [application] : []), ...(shared ? [shared] : [])];
  const copies = stages
    .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'COPY'))
    .flatMap(({ text }) => (isBeside(text) ? [] : [text]));
  const copied = [...copies, ...copiesBeside(dockerfile)]
    .flatMap((text) => contextCopy(text) ?? [])
    .map((copy) => plain(copy, facts));
  const wheels = projects.filter((project) => project !== own || installsService(dockerfile));
  const isPlain = ({ dir }: PythonProject): boolean =>
    installedTo !== undefined &&
    !mayBuildFiles(
      ['pyproject.toml', 'setup.py'].flatMap((file) => read(posix.join(dir, file)) ?? []),
    );
  const found = wheels.map((project) => ({
    project,
    sources: isPlain(project) ? modulesOf(project, installedTo ?? '', facts) : [],
  }));
  const modules = apart(
    found.flatMap(({ sources }) => sources),
    facts,
  );
  const all = [...modules, ...copied];
  // What lies in a module that is mounted comes with it.
  const sources = all.filter(
    ({ target }, index) =>
      all.findIndex((each) => each.target === target) === index &&
      !all.some((each) => target.startsWith(`${each.target}/`)),
  );
  const lacks = found.filter((each) => each.sources.length === 0).map(({ project }) => project.dir);
  return { sources: sources.sort((a, b) => (a.target < b.target ? -1 : 1)), unmounted: lacks };
}

function modulesOf(
  { dir, pyproject }: PythonProject,
  installedTo: string,
  { hasFile, list }: ModuleFiles,
): readonly FileCopy[] {
  return importPackages(pyproject, { hasFile, list }).map(({ name, path }) => {
    const source = posix.join(dir, path);
    const target = posix.join(installedTo, name.replaceAll('.', '/'));
    return list(source).length === 0 && hasFile(`${source}.py`)
      ? { source: `${source}.py`, target: `${target}.py` }
      : { source, target };
  });
}

/** Takes namespace packages that several projects share apart, down to what is one project's alone. */
function apart(modules: readonly FileCopy[], files: ModuleFiles): readonly FileCopy[] {
  const clashes = ({ target }: FileCopy, index: number): boolean =>
    modules.some((each, at) => at !== index && `${each.target}/`.startsWith(`${target}/`));
  if (!modules.some(clashes)) return modules;
  const parts = modules.flatMap((module, index) => {
    if (!clashes(module, index)) return [module];
    const names = files.list(module.source);
    // Two projects with the same package: one of them is installed, and nobody can tell which.
    if (names.includes('__init__.py') || names.length === 0) return [];
    return names
      .filter(
        (name) => name.endsWith('.py') || files.list(posix.join(module.source, name)).length > 0,
      )
      .filter((name) => name !== '__pycache__')
      .map((name) => ({
        source: posix.join(module.source, name),
        target: posix.join(module.target, name),
      }));
  });
  return apart(parts, files);
}

/** A copy without the slashes that say it is a folder; a file that is copied into a folder keeps its name. */
function plain({ source, target }: FileCopy, { list }: ModuleFiles): FileCopy {
  const from = withoutSlash(posix.normalize(source));
  const to = withoutSlash(target);
  const isFile = !source.endsWith('/') && list(from).length === 0;
  return {
    source: from,
    target: isFile && target.endsWith('/') ? posix.join(to, posix.basename(from)) : to,
  };
}
