import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { lockProjects } from '../../engine/lock-projects';
import type { Pyproject } from '../../python/pyproject';
import { buildSecrets } from '../../workspace/build-secrets';
import { copyLockInputs } from '../../workspace/copy-lock-inputs';
import { writeFiles } from '../../workspace/run-folder';

/** What to lock, on disk. */
export interface LockServiceRequest {
  readonly workspaceRoot: string;
  /** Relative to the workspace root. */
  readonly lockDir: string;
  /** The stack's Dockerfile, relative to the workspace root. */
  readonly stackDockerfile: string;
  readonly pyprojects: readonly Pyproject[];
}

/** Locks, and says who did; where nobody could, says why and what to type. */
export async function lockService(request: LockServiceRequest): Promise<void> {
  const { workspaceRoot, lockDir, stackDockerfile, pyprojects } = request;
  const text = (file: string): string => readFileSync(join(workspaceRoot, file), 'utf8');
  const where = lockDir === '.' ? 'uv lock' : `uv lock --project ${lockDir}`;
  logger.info(`Locking: ${where}`);
  const locked = await lockProjects({
    workspaceRoot,
    lockDir,
    builder: {
      dockerfile: text(stackDockerfile),
      ignoreFile: text(`${stackDockerfile}.dockerignore`),
      environment: process.env,
      secrets: buildSecrets(process.env),
      prepare(folder, files) {
        writeFiles(folder, files);
        copyLockInputs(workspaceRoot, pyprojects, join(folder, 'projects'));
      },
    },
  });
  if (locked.by === 'nobody') {
    logger.warn(
      `${locked.detail}\nThe lock is not up to date; an image is built from nothing else.\n  Run: ${where}`,
    );
  } else if (locked.by === 'base-builder') {
    logger.info('Locked by the uv in base-builder.');
  }
}
