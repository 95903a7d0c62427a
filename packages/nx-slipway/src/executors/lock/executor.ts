import type { ExecutorContext } from '@nx/devkit';
import { lockProject } from '../../build/locking/lock-project';
import { withCheckedOptions } from '../../build/options/check-task';
import type { LockSchema } from './schema';
import { properties } from './schema.json';

/** Locks a Python project with its own installer. */
export default async function lock(
  options: LockSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await withCheckedOptions(options, { schemas: properties, context }, () =>
    lockProject(context),
  );
}
