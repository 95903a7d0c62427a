import type { ExecutorContext } from '@nx/devkit';
import { runInDev } from '../../build/containers/run-in-dev';
import type { RunInDevSchema } from './schema';

/** Runs a command in the stage `dev` of a project's stack. */
export default async function runInDevImage(
  options: RunInDevSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await runInDev(options, context);
}
