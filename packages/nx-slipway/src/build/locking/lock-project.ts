import type { ExecutorContext } from '@nx/devkit';
import { stackOfProject } from '../../images/model/stacks';
import { pythonOfReference } from '../../images/references/python-of-reference';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { isOwnCompilation } from '../../python/pip/compile-command';
import { parseRequirementsFile } from '../../python/pip/parse-requirements-file';
import { requirementsPath } from '../../python/pip/requirements-sets';
import { textReader } from '../../workspace/files/text-reader';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { lockWorkspace } from '../../workspace/nx/lock-workspace';
import { lockService } from './lock-service';

/** Locks a task's project with its own installer, one project at a time. */
export async function lockProject(
  context: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const { root: workspaceRoot, projectName = '' } = context;
  const { workspace, projectRoots } = await readExecutorWorkspace(context);
  const root = projectRoots.get(projectName) ?? projectName;
  const { python, images } = workspace;
  const project = python.get(root);
  if (!project) return refused({ kind: 'dev-project-unknown', project: projectName, root });
  const byHand = project.installer === 'pip' ? compiledOtherwise(root, workspaceRoot) : undefined;
  if (byHand) return refused(byHand);
  const stack = stackOfProject(images.byRoot.get(root) ?? [], images);
  const version = stack && pythonOfReference(stack.from);
  const { release } = await lockWorkspace(workspaceRoot, { limit: LIMIT, onWait: () => {} });
  try {
    const success = await lockService({
      ...{ workspaceRoot, project },
      ...(stack && {
        stack: { dockerfile: stack.dockerfile, ...(version !== undefined && { python: version }) },
      }),
      workspace,
    });
    return { success };
  } finally {
    release();
  }
}

/** Milliseconds that a generator, or another lock, is waited for. */
const LIMIT = 10 * 60_000;

/** Somebody may have written a requirements file, or have compiled it with options that would be lost. */
function compiledOtherwise(root: string, workspaceRoot: string): Problem | undefined {
  const read = textReader(workspaceRoot);
  for (const group of [undefined, 'dev']) {
    const file = requirementsPath(root, group);
    const text = read(file);
    if (text === undefined) continue;
    const { compiledBy: command } = parseRequirementsFile(text, file);
    if (command !== undefined && isOwnCompilation(command)) continue;
    return { kind: 'lock-by-hand', place: { file }, ...(command !== undefined && { command }) };
  }
  return undefined;
}

function refused(problem: Problem): { readonly success: false } {
  process.stderr.write(`${formatProblem(problem)}\n`);
  return { success: false };
}
