import type { ExecutorContext } from '@nx/devkit';
import { checkBase } from '../../build/bases/check-base';
import { withCheckedOptions } from '../../build/options/check-task';
import type { CheckBaseSchema } from './schema';
import { properties } from './schema.json';

/** Says which images rest on an outdated base, or what a change of the base means. */
export default async function checkBaseExecutor(
  options: CheckBaseSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await withCheckedOptions(options, { schemas: properties, context }, (checked) =>
    checkBase(checked, context),
  );
}
