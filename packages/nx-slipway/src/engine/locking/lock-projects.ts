import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { LockStep } from '../../images/installers/lock-step';
import { formatProblem } from '../../problems/format-problem';
import type { Command } from '../../process/command';
import { formatCommand } from '../../process/format-command';
import { type Outcome, type RunCommand, runCommand } from '../../process/run-command';
import { keepCopies } from '../../workspace/files/kept-copies';
import { linkOutside } from '../../workspace/files/link-outside';
import { replaceFiles } from '../../workspace/files/replace-files';
import { makeRunFolder } from '../../workspace/files/run-folder';
import { writeProblem } from '../../workspace/files/write-problem';
import { classifyFailure } from '../docker/classify-failure';
import { type BuilderLockFacts, lockInBuilder } from './lock-in-builder';

/** What became of locking. */
export type Locked =
  | { readonly by: 'host' }
  | { readonly by: 'base-builder'; readonly why: string }
  | { readonly by: 'nobody'; readonly detail: string };

/** What to lock, and what may be used for it. */
export interface LockRequest {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Folder to lock in, relative to the workspace root. */
  readonly lockDir: string;
  readonly step: LockStep;
  /** How base-builder would do it; absent where there is no stack. */
  readonly builder?: Omit<BuilderLockFacts, 'workspaceRoot' | 'runFolder' | 'lockDir' | 'step'> & {
    /** Writes what is to be locked into a folder, and files by their path below it. */
    readonly prepare: (folder: string, files: Readonly<Record<string, string>>) => void;
  };
}

/**
 * Locks with the host's own tool; without it, or without a Python for it, in the stack's base-builder.
 * One that found no solution is not asked a second time. A lock that could not be made whole stays as it was.
 */
export async function lockProjects(
  request: LockRequest,
  run: RunCommand = runCommand,
): Promise<Locked> {
  const { workspaceRoot, lockDir, step } = request;
  for (const file of step.files.map((each) => posix.join(lockDir, each))) {
    const link = linkOutside(workspaceRoot, file);
    if (link !== undefined) {
      const problem = { kind: 'file-outside-workspace', place: { file }, link } as const;
      return { by: 'nobody', detail: formatProblem(problem) };
    }
  }
  try {
    // uv and Poetry empty their lock before they write it.
    const kept = keepCopies(step.files.map((file) => join(workspaceRoot, lockDir, file)));
    let isLocked = false;
    try {
      const locked = await lockKept(request, run);
      isLocked = locked.by !== 'nobody';
      return locked;
    } finally {
      if (isLocked) kept.drop();
      else kept.restore();
    }
  } catch (error) {
    return { by: 'nobody', detail: formatProblem(writeProblem(error, workspaceRoot)) };
  }
}

async function lockKept(
  { workspaceRoot, lockDir, step, builder }: LockRequest,
  run: RunCommand,
): Promise<Locked> {
  const folder = join(workspaceRoot, lockDir);
  const { command, args } = step;
  // A Python that uv fetches is not the image's, and the fetch would be a surprise; base-builder has one.
  const onHost = await run({ command, args, cwd: folder, env: { UV_PYTHON_DOWNLOADS: 'never' } });
  if (onHost.exitCode === 0) return { by: 'host' };
  const detail =
    onHost.failure === undefined ? onHost.stderr.trim() : `${command} is not installed here`;
  if (!builder || (onHost.failure === undefined && !isWithoutPython(onHost.stderr))) {
    return { by: 'nobody', detail };
  }
  const { path: runFolder, dispose } = makeRunFolder();
  try {
    const { prepare, ...facts } = builder;
    const build = lockInBuilder({ ...facts, workspaceRoot, lockDir, runFolder, step });
    prepare(runFolder, build.files);
    const outcome = await run(build.command);
    const why = onHost.failure === undefined ? `${command} finds no Python here that fits` : detail;
    return lockedInBuilder(outcome, build.command, {
      ...{ runFolder, folder, step, why, hostDetail: detail },
    });
  } finally {
    dispose();
  }
}

function lockedInBuilder(
  { exitCode, stderr, failure }: Outcome,
  command: Command,
  {
    runFolder,
    folder,
    step,
    why,
    hostDetail,
  }: { runFolder: string; folder: string; step: LockStep; why: string; hostDetail: string },
): Locked {
  const isMade = step.files.every((file) => existsSync(join(runFolder, 'out', file)));
  if (exitCode === 0 && isMade) {
    replaceFiles(
      step.files.map((file) => ({
        file: join(folder, file),
        content: readFileSync(join(runFolder, 'out', file)),
      })),
    );
    return { by: 'base-builder', why };
  }
  const problem = classifyFailure(failure ?? stderr, formatCommand(command));
  // The command holds paths that are gone by now; what it printed says more.
  const detail = problem.kind === 'engine-failed' ? problem.detail : formatProblem(problem);
  return { by: 'nobody', detail: `${hostDetail}\nNor could base-builder lock: ${detail}` };
}

/** The words of uv and Poetry for a Python that is not installed and that they may not fetch. */
function isWithoutPython(stderr: string): boolean {
  return /\binterpreter\b|incompatible with the project's Python|python version .* is not (?:supported|allowed)|unable to find a compatible version/i.test(
    stderr,
  );
}
