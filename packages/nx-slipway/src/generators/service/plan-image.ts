import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { workspaceFolder } from '../../images/roles/development';
import type { Role } from '../../images/roles/role';
import type { Problem } from '../../problems/problem';
import { namedModules } from '../../python/sources/named-modules';
import { importPackages } from '../../python/wheels/import-packages';
import type { WheelModule } from '../../python/wheels/wheel-modules';
import { readServiceTemplates } from '../../workspace/files/read-service-templates';
import type { OpenLock } from '../../workspace/locks/lock';
import type { FileEdit } from '../file-edit';
import { planSourceFolders } from '../source-folders';
import { addDefaultGroups } from './add-default-groups';
import { chooseDockerfile } from './choose-dockerfile';
import type { ChosenStack } from './choose-stack';
import { chooseRole } from './entry/choose-role';
import { installedPackages } from './entry/installed-packages';
import { type PythonSources, sourceModules } from './entry/source-modules';
import { planService } from './plan-service';
import { USUAL_PYTHON } from './project/choose-requires-python';
import type { PreparedProject } from './project/prepare-project';
import { findPackageData } from './runtime/find-package-data';
import { withKept } from './runtime/kept-options';
import { planRuntimeFiles } from './runtime/runtime-files';
import { runtimeNotes } from './runtime/runtime-settings';
import type { ServiceOptions } from './service-options';

/** The Dockerfile of one image of a service. */
export interface ImagePlan {
  /** The options that count: those that are asked for, and those of the Dockerfile that exists. */
  readonly options: ServiceOptions;
  readonly edit: FileEdit;
  readonly role: Role;
  /** What the user should know where the Dockerfile is written. */
  readonly notes: readonly Problem[];
  /** What the user should know in any case. */
  readonly warnings: readonly Problem[];
}

/** A project that images are planned for. */
export interface ImageFacts extends PreparedProject {
  readonly lock: OpenLock;
  /** Files of the project that git does not ignore, relative to its folder. */
  readonly files: readonly string[];
  /** The Python files among them. */
  readonly pythonSources: PythonSources;
  /** Name of the Nx project. */
  readonly nxProject: string;
}

/** Plans one image of a project. @returns problems if it cannot be planned */
export function planImage(
  tree: Tree,
  requested: ServiceOptions,
  facts: ImageFacts,
): ImagePlan | { readonly problems: readonly Problem[] } {
  const { project, stack, workspace, lock, nxProject, roles } = facts;
  const { model, list } = workspace;
  const { dir, pyproject } = project;
  const dockerfile = dockerfileOf(requested, facts);
  const standing = model.images.catalogue.dockerfiles.get(dockerfile);
  const { options, note } = addDefaultGroups(
    withKept(withLayout(requested, stack, standing), { standing, project, roles }),
    project,
  );
  const isFile = (file: string): boolean => tree.isFile(file);
  const files = { hasFile: (file: string) => tree.exists(file), list };
  const named = namedModules({
    sources: options.sources.length > 0 ? facts.pythonSources.values() : [],
    commands: [options.module, options.command].flatMap((each) => each ?? []),
    python: stack.python ?? USUAL_PYTHON,
  });
  const sources = planSourceFolders(options.sources, { dir, isFile, list, named });
  const packages = options.sources.length > 0 ? sources.modules : importPackages(pyproject, files);
  const beside = planRuntimeFiles(options.files, {
    ...{ dir, packages, isFile, list },
    ...(options.workdir !== undefined && { workdir: options.workdir }),
  });
  const libraries = project.closure.flatMap((each) => model.python.get(each) ?? []);
  const role = chooseRole(options, {
    ...{ project, roles, files: facts.files },
    libraries: libraries
      .flatMap((each) => importPackages(each.pyproject, files))
      .map(({ name }) => name),
    modules: sourceModules(facts.pythonSources, packages),
    installed: installedPackages(options, {
      ...{ project, python: model.python, lock },
      ...(stack.python !== undefined && { stackPython: stack.python }),
    }),
  });
  if ('problems' in role) return { problems: [...sources.problems, ...role.problems] };
  const plan = planService(options, {
    ...{ project, python: model.python, stack, role: role.role, dockerfile },
    sources: sources.copies,
    files: [...beside.files, ...(options.role === 'dev' ? [wholeFolder(dir)] : [])],
    ...(options.role === 'dev' && { mounted: importRoot(dir, packages) }),
    nxProject,
    buildTarget: workspace.options.buildTargetName,
    templates: readServiceTemplates(),
    code: codeFolders(dir, { packages, list }),
  });
  const problems = [...sources.problems, ...beside.problems, ...plan.problems];
  if (problems.length > 0) return { problems };
  const left = findPackageData(pyproject, {
    ...{ packages, files: facts.files, copied: options.files, hasFile: files.hasFile },
  });
  return {
    ...{ options, edit: plan.edit, role: role.role },
    notes: [...note, ...role.notes, ...runtimeNotes(options, dockerfile)],
    warnings: options.sources.length > 0 ? [] : left,
  };
}

/** On a stack with sources for all, a new image has them. */
function withLayout(
  options: ServiceOptions,
  { common }: ChosenStack,
  standing: Dockerfile | undefined,
): ServiceOptions {
  return common && !standing && options.layout === undefined
    ? { ...options, layout: 'base-app' }
    : options;
}

/** The Dockerfile that an image is written to. */
export function dockerfileOf(
  { role = 'command', image }: ServiceOptions,
  { project, workspace, roles }: PreparedProject,
): string {
  const { dockerfiles } = workspace.model.images.catalogue;
  return chooseDockerfile(project.dir, { role, ...(image && { image }) }, { dockerfiles, roles });
}

function wholeFolder(dir: string) {
  return { source: `${dir}/`, target: `${workspaceFolder(dir)}/` };
}

/** What `--sources` would name: `src`, or the packages that lie beside the pyproject. */
function codeFolders(
  dir: string,
  {
    packages,
    list,
  }: {
    readonly packages: readonly WheelModule[];
    readonly list: (folder: string) => readonly string[];
  },
): readonly string[] {
  const folders = packages.map(({ path }) => (path.startsWith('src/') ? 'src' : path));
  return [...new Set(folders)].filter((folder) => list(posix.join(dir, folder)).length > 0);
}

/** The folder that a project's modules are imported from, where the workspace is mounted. */
function importRoot(dir: string, [first]: readonly WheelModule[]): string {
  if (!first) return workspaceFolder(dir);
  const root = first.path.split('/').slice(0, -first.name.split('.').length);
  return [workspaceFolder(dir), ...root].join('/');
}
