import type { ExecutorContext } from '@nx/devkit';
import { runInDev } from '../../build/containers/run-in-dev';
import { withCheckedOptions } from '../../build/options/check-task';
import { passedOn } from '../../images/nx/passed-on';
import type { RunInDevSchema } from './schema';
import { properties } from './schema.json';

/** Runs a command in the stage `dev` of a project's stack. */
export default async function runInDevImage(
  options: RunInDevSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const more = passedOn(options.__unparsed__ ?? [], Object.keys(properties));
  const scope = { schemas: properties, context, passesOn: true };
  return await withCheckedOptions(options, scope, ({ args = [], ...checked }) =>
    runInDev({ ...checked, args: [...args, ...more] }, context),
  );
}
