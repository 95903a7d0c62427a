import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { finalStages } from '../../dockerfile/stages/final-stages';
import { ProblemsError } from '../../problems/problems-error';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { OpenLock } from '../../workspace/locks/lock';
import { openLock } from '../../workspace/locks/open-lock';
import { withRelock } from '../../workspace/locks/with-relock';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { ask } from '../ask';
import { lockWays } from '../lock-ways';
import { projectAt } from '../project-at';
import { findAdopted } from './find-adopted';
import { findDockerfile, stagesToAdopt } from './find-dockerfile';
import type { AdoptSchema } from './schema';

/** A hand-written Dockerfile of a project, and what of it becomes images. */
export interface AdoptedFile {
  readonly project: PythonProject;
  /** Of the Nx project. */
  readonly name: string;
  readonly lock: OpenLock;
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** Stages that make images as well, and stay as they are. */
  readonly others: readonly Stage[];
}

/**
 * Finds the project and the Dockerfile that are meant.
 *
 * @returns the files of a project whose Dockerfiles are all generated, of which nothing is to be adopted
 * @throws {ProblemsError} where there is no such file, or the project cannot be installed from its lock
 */
export async function readAdopted(
  { project: wanted, dockerfile: file, stage }: AdoptSchema,
  workspace: TreeWorkspace,
): Promise<AdoptedFile | { readonly generated: readonly string[] }> {
  const project = findAdopted(wanted, workspace);
  const { dir } = project;
  const name = projectAt(workspace.projects, dir) ?? wanted;
  const found = await findDockerfile(file, { name, dir }, workspace, ask);
  if (found.kind === 'none') throw new ProblemsError(found.problems);
  if (found.kind === 'generated') return { generated: found.files };
  const { dockerfile } = found;
  const chosen = stagesToAdopt(dockerfile, stage);
  if ('problem' in chosen) throw new ProblemsError([chosen.problem]);
  const lock = openLock(project, { read: workspace.read, workspace: workspace.model });
  if (lock.broken.length > 0) {
    throw new ProblemsError(withRelock(lock.broken, lockWays(workspace)));
  }
  const { stages } = chosen;
  const others = finalStages(dockerfile).filter((each) => !stages.includes(each));
  return { project, name, lock, dockerfile, stages, others };
}
