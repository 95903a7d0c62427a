import type { StackStage } from '../../images/bindings/service-view';
import type { ImageModel } from '../../images/model/image-model';
import { findStacks, rankStacks } from '../../images/model/stacks';
import { pythonOfReference, releaseOfReference } from '../../images/references/python-of-reference';
import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';

/** A stack as far as a service starts from it. */
export interface ChosenStack {
  readonly name: string;
  readonly base: StackStage;
  readonly builder: StackStage;
  readonly dockerfile: string;
  /** Reference of the stage `dev`, where there is one. */
  readonly dev?: string;
  /** The stage `base-app`, with sources that its services have in common. */
  readonly common?: StackStage;
  /** Whether it starts from a slim image of Python. */
  readonly isSlim: boolean;
  /** Python of its base: `3.13`; absent where the reference does not say. */
  readonly python?: string;
  /** The same with the patch release, if the reference names one. */
  readonly release?: string;
}

/**
 * The stack that is named, or the only one there is.
 *
 * @param dir folder of the project that it is for, by which others are suggested
 */
export function chooseStack(
  wanted: string | undefined,
  model: ImageModel,
  dir?: string,
): { readonly stack: ChosenStack } | { readonly problem: GeneratorProblem } {
  const stacks = rankStacks(findStacks(model.catalogue), model, dir).map(
    ({ name, dockerfile, from, base, builder, common, dev }): ChosenStack => {
      const python = pythonOfReference(from);
      const release = releaseOfReference(from);
      return {
        name,
        base: { reference: base.reference, alias: base.id },
        builder: { reference: builder.reference, alias: builder.id },
        dockerfile,
        isSlim: /-slim\b/.test(from),
        ...(dev && { dev: dev.reference }),
        ...(common && { common: { reference: common.reference, alias: common.id } }),
        ...(python !== undefined && { python }),
        ...(release !== undefined && { release }),
      };
    },
  );
  const known = stacks.map(({ name }) => name);
  const stack = wanted === undefined ? stacks[0] : stacks.find(({ name }) => name === wanted);
  if (!stack) {
    return {
      problem: { kind: 'stack-missing', known, ...(wanted !== undefined && { stack: wanted }) },
    };
  }
  return wanted === undefined && stacks.length > 1
    ? { problem: { kind: 'stack-ambiguous', known } }
    : { stack };
}
