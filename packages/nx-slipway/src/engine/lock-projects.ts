import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem } from '../problems/format-problem';
import { makeRunFolder } from '../workspace/run-folder';
import { classifyFailure } from './classify-failure';
import type { Command } from './command';
import { formatCommand } from './format-command';
import { type BuilderLockFacts, lockInBuilder } from './lock-in-builder';
import { lockOnHost } from './lock-on-host';
import { type RunCommand, runCommand } from './run-command';

/** What became of locking. */
export type Locked =
  | { readonly by: 'host' | 'base-builder' }
  | { readonly by: 'nobody'; readonly detail: string };

/** What to lock, and what may be used for it. */
export interface LockRequest {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Folder to lock in, relative to the workspace root. */
  readonly lockDir: string;
  /** How base-builder would do it; absent where there is no stack. */
  readonly builder?: Omit<BuilderLockFacts, 'workspaceRoot' | 'runFolder' | 'lockDir'> & {
    /** Writes what is to be locked into a folder, and files by their path below it. */
    readonly prepare: (folder: string, files: Readonly<Record<string, string>>) => void;
  };
}

/**
 * Locks with the host's uv; where there is none, or no Python for it, in the stack's base-builder. A
 * uv that found no solution is not asked a second time.
 */
export async function lockProjects(
  { workspaceRoot, lockDir, builder }: LockRequest,
  run: RunCommand = runCommand,
): Promise<Locked> {
  const folder = join(workspaceRoot, lockDir);
  const onHost = await run(lockOnHost(folder));
  if (onHost.exitCode === 0) return { by: 'host' };
  const detail = onHost.failure === undefined ? onHost.stderr.trim() : 'uv is not installed here';
  if (!builder || (onHost.failure === undefined && !isWithoutPython(onHost.stderr))) {
    return { by: 'nobody', detail };
  }
  const { path: runFolder, dispose } = makeRunFolder();
  try {
    const { prepare, ...facts } = builder;
    const { files, command } = lockInBuilder({ ...facts, workspaceRoot, lockDir, runFolder });
    prepare(runFolder, files);
    return await lockedInBuilder(command, { runFolder, folder, hostDetail: detail, run });
  } finally {
    dispose();
  }
}

async function lockedInBuilder(
  command: Command,
  {
    runFolder,
    folder,
    hostDetail,
    run,
  }: { runFolder: string; folder: string; hostDetail: string; run: RunCommand },
): Promise<Locked> {
  const { exitCode, stderr, failure } = await run(command);
  const lock = join(runFolder, 'out', 'uv.lock');
  if (exitCode === 0 && existsSync(lock)) {
    copyFileSync(lock, join(folder, 'uv.lock'));
    return { by: 'base-builder' };
  }
  const problem = classifyFailure(failure ?? stderr, formatCommand(command));
  // The command holds paths that are gone by now; what it printed says more.
  const detail = problem.kind === 'engine-failed' ? problem.detail : formatProblem(problem);
  return { by: 'nobody', detail: `${hostDetail}\nNor could base-builder lock: ${detail}` };
}

/** uv's words for a Python that is not installed and that it may not fetch. */
function isWithoutPython(stderr: string): boolean {
  return /\binterpreter\b|incompatible with the project's Python/i.test(stderr);
}
