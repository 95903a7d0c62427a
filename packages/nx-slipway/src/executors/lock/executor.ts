import type { ExecutorContext } from '@nx/devkit';
import { lockProject } from '../../build/locking/lock-project';
import type { LockSchema } from './schema';

/** Locks a Python project with its own installer. */
export default async function lock(
  _: LockSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await lockProject(context);
}
