import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { stageChain } from '../../dockerfile/stages/stage-chain';
import { isSameBase } from '../upgrade/concerned-stages';

/** Name of the stage that says on which digest of its base a stack builds. */
export const BUILDER_BASE = 'builder-base';

/** An image that stands for another while a stage is built. */
export interface BuilderBase {
  /** What the stack's FROM names. */
  readonly base: string;
  /** What is built on in its place. */
  readonly builtOn: string;
}

/**
 * The image that `base-builder` is built on where it is not the one that images run on: the empty stage
 * `FROM python:3.13-slim@sha256:… AS builder-base` names it. A patched base then goes under packages that were
 * installed on an older digest of the same tag, and no step that installs is run again.
 *
 * Undefined for stages that are not built on base-builder, and where the stage names another tag, has instructions, or
 * one of both references has no digest: everything is built on the stack's base then.
 */
export function builderBase(dockerfile: Dockerfile, stage: Stage): BuilderBase | undefined {
  const older = findStage(dockerfile, BUILDER_BASE);
  const builder = findStage(dockerfile, 'base-builder');
  if (!older || !builder || older.instructions.length > 0 || older.platform) return undefined;
  if (!stageChain(dockerfile, stage).includes(builder)) return undefined;
  const base = outermostFrom(dockerfile, builder).text;
  const builtOn = older.from.text;
  const isPinned = [base, builtOn].every((reference) => /@sha256:[0-9a-f]{64}$/.test(reference));
  return isPinned && base !== builtOn && isSameBase(base, builtOn) ? { base, builtOn } : undefined;
}
