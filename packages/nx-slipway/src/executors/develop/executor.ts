import type { ExecutorContext } from '@nx/devkit';
import { develop } from '../../build/containers/develop';
import { withCheckedOptions } from '../../build/options/check-task';
import type { DevelopSchema } from './schema';
import { properties } from './schema.json';

/** Runs the command of an image on the sources of the workspace. */
export default async function developImage(
  options: DevelopSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await withCheckedOptions(options, { schemas: properties, context }, (checked) =>
    develop(checked, context),
  );
}
