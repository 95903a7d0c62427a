import { isAbsolute, join, posix } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { readGitVersions } from '../../git/read-git-versions';
import { readRevision } from '../../git/read-revision';
import type { Image } from '../../images/model/image';
import type { ImageModel } from '../../images/model/image-model';
import { asTexts, secretsOf } from '../../images/options/plan-request';
import { machinesOf } from '../../python/pep508/marker-environment';
import { missingSecretSource } from '../../workspace/bindings/missing-secret-source';
import { statIfThere } from '../../workspace/files/stat-if-there';
import {
  readExecutorWorkspace,
  type TargetSetting,
} from '../../workspace/model/read-executor-workspace';
import type { BuildTask } from '../build-task';
import type { BuildContext } from '../run-context';
import type { RunFacts } from '../run-plan';
import { configuredTargets } from './configured-targets';
import { readLogins } from './read-logins';
import { readRunBindings } from './read-run-bindings';
import { withLockWays } from './with-lock-ways';

/** Reads everything a run of the tasks is planned from; asks git, where a project needs it, and no engine. */
export async function readRun(
  tasks: readonly BuildTask[],
  context: ExecutorContext,
  { run, environment }: Pick<BuildContext, 'run' | 'environment'>,
): Promise<RunFacts> {
  const { root: workspaceRoot } = context;
  const found = await readExecutorWorkspace(context, tasks.map(askedSetting));
  const { projectRoots } = found;
  const roots = new Set(tasks.map(({ project }) => projectRoots.get(project) ?? project));
  const caBundle = environment.SSL_CERT_FILE;
  const logins = await readLogins(found.workspace, { workspaceRoot, environment });
  const images = withUpstream(roots, found.workspace.images);
  const machines = machinesOf(tasks.flatMap(({ options }) => options.platforms ?? []));
  const { layers, bindings } = await readRunBindings(images, machines, {
    ...found,
    workspaceRoot,
    run,
  });
  const folders = images.flatMap(({ id, root }) => [
    root,
    ...(bindings.get(id)?.bindings?.foundation?.libraries ?? []),
  ]);
  const pyprojects = [...new Set(folders)]
    .sort()
    .flatMap((dir) => found.workspace.python.get(dir)?.pyproject ?? []);
  const asksForRevision = tasks.some(
    ({ options }) => options.push || options.tags?.some((tag) => tag.startsWith('type=')),
  );
  return {
    ...found,
    naming: {
      ...found.naming,
      revision: asksForRevision ? await readRevision({ run, workspaceRoot, env: environment }) : {},
    },
    bindings: withLockWays(bindings, found, context),
    layers,
    git: await readGitVersions(pyprojects, { run, workspaceRoot }),
    missingSecrets: new Map(
      tasks
        .flatMap(({ options }) => secretsOf(options, caBundle))
        .flatMap((secret) => {
          const source = missingSecretSource(secret, { workspaceRoot, environment });
          return source === undefined ? [] : [[secret, source] as const];
        }),
    ),
    contextFolders: new Set(
      tasks
        .flatMap(({ options: { context: folder } }) => folder ?? [])
        .filter((folder) => isFolderWithin(workspaceRoot, folder)),
    ),
    configuredTargets: new Map(
      tasks.map(({ project }) => [project, configuredTargets(project, context)]),
    ),
    notes: [],
    ...(caBundle && { caBundle }),
    ...(logins !== undefined && { logins }),
    // The builder may be elsewhere; it is asked where that matters.
    localPlatform: `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`,
  };
}

/** What of a task's options decides what its images are built from. */
function askedSetting({ project, options }: BuildTask): TargetSetting {
  const { image, buildArgs, contexts, context, target } = options;
  return {
    project,
    ...(image !== undefined && { image }),
    setting: {
      ...(buildArgs && Object.keys(buildArgs).length > 0 && { buildArgs: asTexts(buildArgs) }),
      ...(contexts && Object.keys(contexts).length > 0 && { contexts }),
      ...(context !== undefined && { context }),
      ...(target !== undefined && { target }),
    },
  };
}

function isFolderWithin(workspaceRoot: string, path: string): boolean {
  const isOutside = isAbsolute(path) || /^\.\.(\/|$)/.test(posix.normalize(path));
  return !isOutside && statIfThere(join(workspaceRoot, path))?.isDirectory() === true;
}

/**
 * The images of projects and those of others they are built from, which come out the same whether they
 * are asked for or not.
 */
function withUpstream(
  roots: ReadonlySet<string>,
  { catalogue, links }: ImageModel,
): readonly Image[] {
  const reached = new Set([...catalogue.images.values()].filter(({ root }) => roots.has(root)));
  for (const { id } of reached) {
    for (const { image } of links.get(id)?.upstream ?? []) {
      reached.add(image);
    }
  }
  return [...reached];
}
