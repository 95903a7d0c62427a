import { posix } from 'node:path';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { referencedImage } from '../../images/model/image-catalogue';
import { findStacks } from '../../images/model/stacks';
import { pythonOfReference } from '../../images/references/python-of-reference';
import type { UpgradePlan } from '../../images/upgrade/upgrade-plan';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import { chooseStack } from '../service/choose-stack';
import type { UpgradeOptions } from './upgrade-options';

/** A stack that is upgraded. */
export interface UpgradedStack {
  readonly name: string;
  /** Relative to the workspace root. */
  readonly dockerfile: string;
}

/**
 * Returns the stacks that are asked for: one, or all that start from an image of a registry. A stack on another stack
 * is upgraded with that one.
 *
 * @throws ProblemsError where there is no such stack, or its Dockerfile does not parse
 */
export function chosenStacks(
  { stack, all }: Pick<UpgradeOptions, 'stack' | 'all'>,
  workspace: Pick<TreeWorkspace, 'model' | 'projects' | 'read'>,
): readonly UpgradedStack[] {
  const { images } = workspace.model;
  if (all && stack === undefined) {
    const found = findStacks(images.catalogue).filter(
      ({ from }) => from !== '' && !referencedImage(images.catalogue, from),
    );
    if (found.length > 0) return found.map(({ name, dockerfile }) => ({ name, dockerfile }));
  }
  const chosen = chooseStack(stack, images);
  if ('problem' in chosen) {
    const broken = stack === undefined ? [] : brokenDockerfile(stack, workspace);
    throw new ProblemsError(broken.length > 0 ? broken : [chosen.problem]);
  }
  return [chosen.stack];
}

/** Returns the Pythons that stacks keep which no plan is for. */
export function pythonsBeside(
  plans: readonly UpgradePlan[],
  { images }: WorkspaceModel,
): ReadonlySet<string> {
  const planned = new Set(plans.map(({ stack }) => stack));
  const kept = findStacks(images.catalogue).filter(({ name }) => !planned.has(name));
  return new Set(kept.flatMap(({ from }) => pythonOfReference(from) ?? []));
}

/** What keeps a project's Dockerfile from being known as a stack's: it may end before `base-builder`. */
function brokenDockerfile(
  stack: string,
  { projects, read }: Pick<TreeWorkspace, 'projects' | 'read'>,
): readonly Problem[] {
  const file = posix.join(projects.get(stack) ?? '.', 'Dockerfile');
  const text = projects.has(stack) ? read(file) : undefined;
  return text === undefined
    ? []
    : parseDockerfile(text, file).problems.filter(({ kind }) => kind === 'dockerfile-broken');
}
