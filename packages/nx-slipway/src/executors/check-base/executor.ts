import type { ExecutorContext } from '@nx/devkit';
import { checkBase } from '../../build/bases/check-base';
import type { CheckBaseSchema } from './schema';

/** Says which images rest on an outdated base, or what a change of the base means. */
export default async function checkBaseExecutor(
  options: CheckBaseSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await checkBase(options, context);
}
