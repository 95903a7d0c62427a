import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Engine } from '../../engine/engine';
import { workspaceEngine } from '../../engine/engine-of';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { textOf } from '../../workspace/files/file-text';
import { readUvLock } from '../../workspace/locks/read-uv-lock';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { chooseStack } from '../service/choose-stack';
import type { UpgradeFacts } from './plan-upgrade';

/** What an upgrade is planned from, and who finds digests. */
export interface StackFile {
  readonly facts: UpgradeFacts;
  /** The engine that nx.json names. */
  readonly engine: Engine;
}

/**
 * Reads a stack's Dockerfile and all that is built from it.
 *
 * @throws ProblemsError where there is no such stack, its Dockerfile does not parse, or nx.json names no engine
 *   there is
 */
export async function readStackFile(tree: Tree, stack: string): Promise<StackFile> {
  const workspace = await readTreeWorkspace(tree);
  const { model, options, read } = workspace;
  const chosen = chooseStack(stack, model.images);
  if ('problem' in chosen) {
    const broken = brokenDockerfile(stack, workspace);
    throw new ProblemsError(broken.length > 0 ? broken : [chosen.problem]);
  }
  const engine = workspaceEngine(options.engine);
  if ('problem' in engine) throw new ProblemsError([engine.problem]);
  const { dockerfile: file } = chosen.stack;
  const text = textOf(tree.read(file) ?? Buffer.alloc(0));
  return {
    facts: {
      ...{ file, text, model, buildTarget: options.buildTargetName },
      readLock: (project) =>
        project.installer === 'uv' ? readUvLock(read, project).lock : undefined,
    },
    ...engine,
  };
}

/** What keeps a project's Dockerfile from being known as a stack's: it may end before `base-builder`. */
function brokenDockerfile(stack: string, { projects, read }: TreeWorkspace): readonly Problem[] {
  const file = posix.join(projects.get(stack) ?? '.', 'Dockerfile');
  const text = projects.has(stack) ? read(file) : undefined;
  return text === undefined
    ? []
    : parseDockerfile(text, file).problems.filter(({ kind }) => kind === 'dockerfile-broken');
}
