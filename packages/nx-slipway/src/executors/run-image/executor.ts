import type { ExecutorContext } from '@nx/devkit';
import { runContainer } from '../../build/containers/run-container';
import { withCheckedOptions } from '../../build/options/check-task';
import type { RunImageSchema } from './schema';
import { properties } from './schema.json';

/** Runs one image of a project in a container. */
export default async function runImage(
  options: RunImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await withCheckedOptions(options, { schemas: properties, context }, (checked) =>
    runContainer(checked, context),
  );
}
