import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { isGeneratedService } from '../../../images/model/is-generated-service';
import type { RoleDefinitions } from '../../../images/roles/definition/role-definition';
import { roleOfDockerfile } from '../../../images/roles/role-of-dockerfile';
import type { Problem } from '../../../problems/problem';
import { ProblemsError } from '../../../problems/problems-error';
import { otherLocks } from '../../../python/projects/other-locks';
import type { InstallerName, PythonProject } from '../../../python/pyproject/python-project';
import {
  readTreeWorkspace,
  type TreeWorkspace,
} from '../../../workspace/model/read-tree-workspace';
import { readRoles } from '../../../workspace/roles/read-roles';
import { ask } from '../../ask';
import { brokenPyprojects } from '../../broken-pyprojects';
import { checkServiceOptions } from '../check-service-options';
import { type ChosenStack, chooseStack } from '../choose-stack';
import type { ServiceOptions } from '../service-options';
import { addProject } from './add-project';
import { checkNewService } from './check-new-service';
import { chooseInstaller, installerOfNew } from './choose-installer';
import { leaveUvWorkspace } from './leave-workspace';
import { type LocatedProject, locateProject } from './locate-project';
import { standingStack } from './standing-stack';

/** A Python project that now exists, and what its image starts from. */
export interface PreparedProject {
  /** As asked for, with the role of the Dockerfile that exists. */
  readonly options: ServiceOptions;
  readonly project: PythonProject;
  readonly isNew: boolean;
  /** What was changed besides, where a project is there already. */
  readonly notes: readonly Problem[];
  readonly stack: ChosenStack;
  /** The roles that files describe: those of nx-slipway, and of the workspace. */
  readonly roles: RoleDefinitions;
  /** The workspace with the project. */
  readonly workspace: TreeWorkspace;
}

/**
 * Finds the project that is meant, or writes it.
 *
 * @throws ProblemsError with all that is wrong with the options; nothing is written then
 */
export async function prepareProject(
  tree: Tree,
  requested: ServiceOptions,
): Promise<PreparedProject> {
  const workspace = await readTreeWorkspace(tree);
  const { roles, problems: roleProblems } = readRoles(workspace);
  if (roleProblems.length > 0) throw new ProblemsError(roleProblems);
  const located = locateProject(requested, workspace);
  const options = withStandingRole(requested, located, { workspace, roles });
  const { images } = workspace.model;
  const standing =
    located.kind === 'existing'
      ? standingStack(located.project.dir, images, options.image)
      : undefined;
  const chosen = chooseStack(options.stack ?? standing, images, foldersOf(located)[0]);
  const problems: Problem[] = [
    ...(located.kind === 'none' ? located.problems : []),
    ...checkServiceOptions(options, roles),
    ...('problem' in chosen ? [chosen.problem] : []),
    ...(located.kind === 'new' ? checkNewService(options, roles) : []),
    ...brokenPyprojects(foldersOf(located), workspace.model.problems),
  ];
  if (problems.length > 0 || located.kind === 'none' || 'problem' in chosen) {
    throw new ProblemsError(problems);
  }
  const { stack } = chosen;
  if (located.kind === 'existing') {
    const { project } = located;
    const choice = await chooseInstaller(project, options.installer, ask);
    if ('problem' in choice) throw new ProblemsError([choice.problem]);
    if (options.installer === undefined) refuseOtherLocks(project, workspace);
    // A glob of a uv workspace may cover a project that another installer locks.
    const isSettled = choice.installer === 'uv' || project.claims.length === 0;
    return choice.installer === project.installer && isSettled
      ? { options, project, isNew: false, notes: [], stack, roles, workspace }
      : { options, roles, ...(await replan(tree, project.dir, choice.installer, stack)) };
  }
  const { name, directory } = located;
  const role = options.role === 'dramatiq' ? 'dramatiq' : 'http';
  const installer = options.installer ?? installerOfNew(workspace.model.python.values());
  const joined = await addProject(
    tree,
    { name, directory, role, installer, stack },
    { options, workspace },
  );
  const project = joined.model.python.get(directory);
  if (!project) throw new Error(`${directory} was written and is no project`);
  return { options, project, isNew: true, notes: [], stack, roles, workspace: joined };
}

/** Without a role, an image whose Dockerfile was generated keeps its own. */
function withStandingRole(
  options: ServiceOptions,
  located: LocatedProject,
  {
    workspace: { model },
    roles,
  }: { readonly workspace: Pick<TreeWorkspace, 'model'>; readonly roles: RoleDefinitions },
): ServiceOptions {
  if (options.role !== undefined || located.kind !== 'existing') return options;
  const name = options.image === undefined ? 'Dockerfile' : `${options.image}.Dockerfile`;
  const file = posix.join(located.project.dir, name);
  const standing = model.images.catalogue.dockerfiles.get(file);
  return standing && isGeneratedService(standing)
    ? { ...options, role: roleOfDockerfile(standing, roles) }
    : options;
}

/** A project that is locked by another installer is not locked again by itself: its image would get other versions. */
function refuseOtherLocks(
  { dir, hasLock, pyproject }: PythonProject,
  { list }: Pick<TreeWorkspace, 'list'>,
): void {
  const [found] = hasLock ? [] : otherLocks((folder = '.') => list(posix.join(dir, folder)));
  if (!found) return;
  throw new ProblemsError([
    {
      kind: 'locked-otherwise',
      place: { file: posix.join(dir, found.file) },
      name: pyproject.name ?? dir,
      dir,
      ...found,
    },
  ]);
}

/** The project once more, with an installer that its files did not speak for. */
async function replan(
  tree: Tree,
  dir: string,
  installer: InstallerName,
  stack: ChosenStack,
): Promise<Omit<PreparedProject, 'options' | 'roles'>> {
  const left = installer === 'uv' ? undefined : await leaveUvWorkspace(tree, dir);
  const workspace = await readTreeWorkspace(tree, new Map([[dir, installer]]));
  const project = workspace.model.python.get(dir);
  if (!project) throw new Error(`${dir} was a project and no longer is`);
  const { lockFile: file } = project;
  const notes: readonly Problem[] =
    left === undefined ? [] : [{ kind: 'uv-workspace-left', place: { file: left }, dir, file }];
  return { project, isNew: false, notes, stack, workspace };
}

/** Folders whose pyprojects decide what is written. */
function foldersOf(located: LocatedProject): readonly string[] {
  switch (located.kind) {
    case 'existing':
      return [located.project.dir, ...located.project.closure];
    case 'new':
      return [located.directory];
    case 'none':
      return [];
  }
}
