import type { ExecutorContext } from '@nx/devkit';
import { develop } from '../../build/containers/develop';
import type { DevelopSchema } from './schema';

/** Runs the command of an image on the sources of the workspace. */
export default async function developImage(
  options: DevelopSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await develop(options, context);
}
