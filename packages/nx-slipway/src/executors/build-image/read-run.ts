import type { ExecutorContext } from '@nx/devkit';
import { checkSecretSources } from '../../workspace/check-secret-sources';
import { lockReader } from '../../workspace/lock-reader';
import { readExecutorWorkspace } from '../../workspace/read-executor-workspace';
import { readSeams } from '../../workspace/read-seams';
import { readServiceTemplates } from '../../workspace/read-service-templates';
import type { BuildTask } from './build-task';
import type { RunFacts } from './plan-run';

/** Reads everything a run of the tasks is planned from. */
export function readRun(tasks: readonly BuildTask[], context: ExecutorContext): RunFacts {
  const { root: workspaceRoot } = context;
  const found = readExecutorWorkspace(context);
  const readers = {
    workspaceRoot,
    readLock: lockReader(workspaceRoot, found.workspace),
    templates: readServiceTemplates(),
  };
  const asked = new Set(tasks.map(({ project }) => found.rootOf(project)));
  const images = [...found.workspace.images.catalogue.images.values()];
  const caBundle = process.env.SSL_CERT_FILE;
  return {
    ...found,
    seams: new Map(
      images
        .filter(({ root }) => asked.has(root))
        .map((image) => [image.id, readSeams(image, found.workspace, readers)]),
    ),
    secrets: (project, secrets) =>
      checkSecretSources(project, secrets, { workspaceRoot, environment: process.env }),
    ...(caBundle && { caBundle }),
  };
}
