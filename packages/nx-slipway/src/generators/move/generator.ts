import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { lockService } from '../../build/locking/lock-service';
import { findStacks } from '../../images/model/stacks';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { type RunCommand, runCommand } from '../../process/run-command';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { changeWorkspace } from '../change-workspace';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { chooseStack } from '../service/choose-stack';
import { checkMove, type PlannedMove } from './check-move';
import { keepMember, uvLockNaming, uvRootOf } from './keep-member';
import { type KeptFile, keptFiles } from './kept-files';
import { locksToRenew } from './locks-to-renew';
import { type Move, movedPath } from './move';
import { moveFiles, moveLinks, movePathsOf } from './move-files';
import { moveNotes } from './move-notes';
import { renameProject } from './rename-project';
import type { MoveSchema } from './schema';

/**
 * Moves a Python project to another folder or gives it another name, and keeps true what names it.
 *
 * @param run calls git, also under `--dry-run`: which files there are is part of the plan
 */
export default async function moveGenerator(
  tree: Tree,
  schema: MoveSchema,
  run: RunCommand = runCommand,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => moveProject(tree, schema, run));
}

async function moveProject(
  tree: Tree,
  schema: MoveSchema,
  run: RunCommand,
): Promise<GeneratorCallback> {
  const old = await readTreeWorkspace(tree);
  const checked = checkMove(schema, old);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  const move = checked.planned;
  const { from, to, isDone } = move;
  const uvRoot = isDone ? uvLockNaming(from, old) : await uvRootOf(tree, from);
  const kept = await keptFiles(tree, '.', run);
  const files = isDone ? kept.map((each) => movedAlready(each, move)) : kept;
  const paths = movePathsOf(tree, files, move);
  const changed = from === to ? new Set<string>() : moveFiles(tree, files, move, paths);
  if (isDone && changed.size === 0) {
    throw new ProblemsError([{ kind: 'move-project-unknown', name: from }]);
  }
  if (from !== to && uvRoot !== undefined) await keepMember(tree, uvRoot, move);
  const references = await renameProject(tree, move, { files, old });
  await syncIgnoreFiles(tree);

  const now = await readTreeWorkspace(tree);
  const problems = newProblems(move, old, now);
  if (problems.length > 0) throw new ProblemsError(problems);
  const notes = moveNotes(tree, { move, files, paths, references: [...references.keys()] });
  const locks = locksToRenew(now.model.python.values(), changed);
  return async () => {
    moveLinks(tree.root, files, move);
    for (const note of [...notes, ...leftBehind(tree.root, move)]) logger.warn(formatProblem(note));
    for (const project of locks) {
      await lockService({
        workspaceRoot: tree.root,
        project,
        ...stackOf(now),
        workspace: now.model,
      });
    }
    logger.info(hintOf(move));
  };
}

/** A file of a folder that somebody has moved, with the path that it had. */
function movedAlready(file: KeptFile, { from, to }: Move): KeptFile {
  const before = movedPath(file.file, { from: to, to: from });
  return before === file.file ? file : { ...file, file: before, at: file.file };
}

/** What was right before the move and is not after it: an edit is missing, and the workspace would be broken. */
function newProblems(
  move: PlannedMove,
  { model }: TreeWorkspace,
  { model: now }: TreeWorkspace,
): readonly Problem[] {
  const key = (problem: Problem, isOld: boolean): string => {
    const file = 'place' in problem ? problem.place.file : '';
    return `${problem.kind} ${isOld ? movedPath(file, move) : file}`;
  };
  const known = new Set(model.problems.map((each) => key(each, true)));
  return now.problems.filter((each) => !known.has(key(each, false)));
}

/** A stack whose base-builder can lock, where there is one. */
function stackOf({ model }: TreeWorkspace) {
  const [first] = findStacks(model.images.catalogue)
    .map(({ name }) => name)
    .sort();
  const chosen = chooseStack(first, model.images);
  return 'stack' in chosen ? { stack: chosen.stack } : {};
}

/** What git ignores stays: caches, environments, and files with secrets. */
function leftBehind(root: string, { from, to }: PlannedMove): readonly Problem[] {
  if (from === to) return [];
  try {
    const entries = readdirSync(join(root, from)).sort();
    return entries.length === 0
      ? []
      : [{ kind: 'move-ignored-left', place: { file: from }, entries }];
  } catch {
    return [];
  }
}

function hintOf({ from, to, before, after, project }: PlannedMove): string {
  const done = [
    ...(from === to ? [] : [`Moved ${before} from ${from} to ${to}.`]),
    ...(before === after ? [] : [`Renamed ${before} to ${after}.`]),
  ];
  const next = [
    ...(from !== to && project.installer === 'uv'
      ? ['uv sync --all-packages   # your environment names the old folder']
      : []),
    `nx build-image ${after}`,
  ];
  return `${done.join(' ')}\nNext:\n${next.map((each) => `  ${each}`).join('\n')}`;
}
