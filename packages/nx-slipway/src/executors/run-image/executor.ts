import type { ExecutorContext } from '@nx/devkit';
import { runContainer } from '../../build/containers/run-container';
import type { RunImageSchema } from './schema';

/** Runs one image of a project in a container. */
export default async function runImage(
  options: RunImageSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return await runContainer(options, context);
}
