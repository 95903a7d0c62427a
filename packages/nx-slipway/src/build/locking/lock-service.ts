import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { logger } from '@nx/devkit';
import { lockProjects } from '../../engine/locking/lock-projects';
import { installers } from '../../images/installers/installers';
import { formatProblem } from '../../problems/format-problem';
import type { FileProblem } from '../../problems/kinds/file-problem';
import { lockCommand } from '../../problems/lock-command';
import { withoutLogins } from '../../problems/logins';
import type { PythonProject } from '../../python/pyproject/python-project';
import { buildSecrets } from '../../workspace/bindings/build-secrets';
import { recoverCopies } from '../../workspace/files/kept-copies';
import { writeFiles } from '../../workspace/files/run-folder';
import { copyLockInputs } from '../../workspace/locks/copy-lock-inputs';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';

/** What to lock, on disk. */
export interface LockServiceRequest {
  readonly workspaceRoot: string;
  readonly project: PythonProject;
  /** The stack whose base-builder locks if this machine cannot; absent in a workspace without a stack. */
  readonly stack?: { readonly dockerfile: string; readonly python?: string };
  /** What the lock may be made of. */
  readonly workspace: Pick<WorkspaceModel, 'lockRoots' | 'python'>;
  /** Tells what is done, where that is not to be part of the output. */
  readonly say?: (text: string) => void;
}

/** Locks, and says who did; where nobody could, says why and what to type. @returns whether all is locked */
export async function lockService(request: LockServiceRequest): Promise<boolean> {
  const { installer, lockDir } = request.project;
  const { why } = await makeLocks(request);
  if (why === undefined) return true;
  logger.warn(
    `${why}\nThe lock is not up to date; an image is built from nothing else.\n  Run: ${lockCommand(lockDir, installer)}`,
  );
  return false;
}

/** Locks, and says who did. @returns why nobody could, without logins; nothing where all is locked */
export async function makeLocks(request: LockServiceRequest): Promise<{ readonly why?: string }> {
  const { workspaceRoot, project, stack, workspace, say = logger.info } = request;
  const { installer, lockDir } = project;
  const text = (file: string): string => readFileSync(join(workspaceRoot, file), 'utf8');
  const ignoreFile = stack && `${stack.dockerfile}.dockerignore`;
  const target = {
    hasDevGroup: project.pyproject.dependencyGroups.has('dev'),
    hasLocal: project.dependencies.length > 0,
    ...(stack?.python !== undefined && { python: stack.python }),
  };
  for (const step of installers[installer].lock(target)) {
    const left = recoverCopies(step.files.map((file) => join(workspaceRoot, lockDir, file)));
    for (const [file, copy] of left) logger.warn(formatProblem(interrupted(request, file, copy)));
    say(`Locking: ${[step.command, ...step.args].join(' ')}`);
    const locked = await lockProjects({
      workspaceRoot,
      lockDir,
      step,
      ...(stack && {
        builder: {
          dockerfile: text(stack.dockerfile),
          ...(ignoreFile &&
            existsSync(join(workspaceRoot, ignoreFile)) && { ignoreFile: text(ignoreFile) }),
          environment: process.env,
          secrets: buildSecrets(process.env),
          prepare(folder, files) {
            writeFiles(folder, files);
            const all = [...workspace.lockRoots, ...workspace.python.values()];
            const pyprojects = all.map(({ pyproject }) => pyproject);
            copyLockInputs(workspaceRoot, pyprojects, join(folder, 'projects'));
          },
        },
      }),
    });
    if (locked.by === 'nobody') return { why: withoutLogins(locked.detail) };
    if (locked.by === 'base-builder') {
      say(`Locked in base-builder: ${locked.why}.`);
    }
  }
  return {};
}

function interrupted(
  { workspaceRoot }: LockServiceRequest,
  file: string,
  copy: string,
): FileProblem {
  return {
    kind: 'lock-file-interrupted',
    place: { file: relative(workspaceRoot, file) },
    copy: relative(workspaceRoot, copy),
  };
}
