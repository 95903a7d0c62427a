import type { Tree } from '@nx/devkit';
import { openLock } from '../../workspace/locks/open-lock';
import { projectAt } from '../project-at';
import { filesOf, readPythonSources } from './entry/read-python-sources';
import { normalizeServiceOptions } from './normalize-service-options';
import type { ImageFacts } from './plan-image';
import { prepareProject } from './project/prepare-project';
import type { ServiceSchema } from './schema';

/** What a run of the generator is planned from. */
export interface ServiceFacts extends ImageFacts {
  /** Whether existing Dockerfiles are overwritten. */
  readonly force: boolean;
}

/** Reads the options, the workspace, the project and its lock. A project that is missing is written to the tree. */
export async function readService(tree: Tree, schema: ServiceSchema): Promise<ServiceFacts> {
  const { force, ...asked } = normalizeServiceOptions(schema);
  const prepared = await prepareProject(tree, asked);
  const { options, project, workspace } = prepared;
  const lock = openLock(project, { read: workspace.read, workspace: workspace.model });
  const nxProject = projectAt(workspace.projects, project.dir) ?? options.name;
  const files = filesOf(tree, project.dir);
  const pythonSources = readPythonSources(tree, project.dir, files);
  return { ...prepared, force, lock, nxProject, files, pythonSources };
}
