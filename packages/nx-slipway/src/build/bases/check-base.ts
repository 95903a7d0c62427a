import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { findStacks } from '../../images/model/stacks';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { type RunCommand, runCommand } from '../../process/run-command';
import { readExecutorWorkspace } from '../../workspace/model/read-executor-workspace';
import { readPluginOptions } from '../../workspace/options/read-plugin-options';
import type { BaseCheck, BaseCheckOptions } from './base-check';
import { checkChange } from './check-change';
import { checkImages } from './check-images';

/** Checks the base of a task's stack: of built images, or of a change. */
export async function checkBase(
  options: BaseCheckOptions,
  context: ExecutorContext,
  run: RunCommand = runCommand,
): Promise<{ readonly success: boolean }> {
  const { root: workspaceRoot } = context;
  const { result, text, problems, data } = await checkStack(options, context, run);
  const json = `${JSON.stringify({ result, ...data, problems: problems.map(formatProblem) }, undefined, 2)}\n`;
  if (options.outputFile !== undefined) {
    const file = join(workspaceRoot, options.outputFile);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, json);
  }
  process.stdout.write(options.json ? json : `${text}${text && '\n'}`);
  for (const problem of problems) process.stderr.write(`\n${formatProblem(problem)}\n`);
  return { success: result === 'current' };
}

async function checkStack(
  options: BaseCheckOptions,
  context: ExecutorContext,
  run: RunCommand,
): Promise<BaseCheck> {
  const found = await readExecutorWorkspace(context);
  const plugin = readPluginOptions(context);
  const { projectName = '', root: workspaceRoot } = context;
  const stacks = findStacks(found.workspace.images.catalogue);
  const stack = stacks.find(({ name }) => name === projectName);
  if (!stack)
    return unchecked({
      kind: 'stack-unknown',
      project: projectName,
      known: stacks.map(({ name }) => name),
    });
  const asked = { stack, workspace: found.workspace, workspaceRoot, run };
  if (options.base !== undefined) return await checkChange(options.base, asked);
  const chosen = workspaceEngine(plugin.engine);
  if ('problem' in chosen) return unchecked(chosen.problem);
  return await checkImages(options, { ...asked, plugin, engine: chosen.engine });
}

function unchecked(problem: Problem): BaseCheck {
  return { result: 'unchecked', text: '', problems: [problem], data: {} };
}
