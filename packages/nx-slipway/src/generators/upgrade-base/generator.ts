import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { replaceReferences } from '../../dockerfile/replace-references';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { type RunCommand, runCommand } from '../../process/run-command';
import { bytesOf } from '../../workspace/files/file-text';
import { changeWorkspace } from '../change-workspace';
import { pythonText } from '../python-text';
import { formatUpgrade } from './format-upgrade';
import { isSettled, pinUpgrade } from './pin-upgrade';
import { planUpgrade } from './plan-upgrade';
import { readStackFile } from './read-stack-file';
import type { UpgradeBaseSchema } from './schema';
import type { UpgradeOptions } from './upgrade-options';

/**
 * Makes a stack start from another image.
 *
 * @param run calls the engine, also under `--dry-run`: the digest is part of the plan
 */
export default async function upgradeBaseGenerator(
  tree: Tree,
  schema: UpgradeBaseSchema,
  run: RunCommand = runCommand,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => upgradeBase(tree, schema, run));
}

async function upgradeBase(
  tree: Tree,
  schema: UpgradeBaseSchema,
  run: RunCommand,
): Promise<undefined> {
  const options = normalizeUpgradeOptions(schema);
  const { facts, engine } = await readStackFile(tree, options.stack);
  const draft = planUpgrade(options, facts);
  if (draft.problems.length > 0) throw new ProblemsError(draft.problems);
  const plan = isSettled(draft, options)
    ? { ...draft, froms: [] }
    : pinUpgrade(draft, await engine.resolveDigest(draft.to, { run }), options);
  if (plan.problems.length > 0) throw new ProblemsError(plan.problems);
  for (const warning of plan.warnings) logger.warn(formatProblem(warning));
  logger.info(formatUpgrade(plan));
  if (plan.froms.length === 0) return undefined;
  const text = replaceReferences(facts.text, plan.froms, plan.to);
  tree.write(plan.file, bytesOf(text));
  return undefined;
}

/** Trims the options and fills in the schema's defaults. */
function normalizeUpgradeOptions(schema: UpgradeBaseSchema): UpgradeOptions {
  const { python } = schema;
  return {
    stack: schema.stack.trim(),
    to: pythonText(schema.to).trim(),
    ...(python !== undefined && python !== '' && { python: pythonText(python).trim() }),
    pin: schema.pin ?? true,
  };
}
