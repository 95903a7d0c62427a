import type { ExecutorContext } from '@nx/devkit';
import { runInDev } from '../../build/containers/run-in-dev';
import { passedOn } from '../../images/nx/passed-on';
import type { RunInDevSchema } from './schema';
import { properties } from './schema.json';

/** Runs a command in the stage `dev` of a project's stack. */
export default async function runInDevImage(
  { __unparsed__: typed = [], args = [], ...options }: RunInDevSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const more = passedOn(typed, Object.keys(properties));
  return await runInDev({ ...options, args: [...args, ...more] }, context);
}
