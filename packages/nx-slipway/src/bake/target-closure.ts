import type { Dockerfile, Reference, Stage } from '../dockerfile/dockerfile';
import { familiarReference } from '../images/image-catalogue';

/** Where a stage takes something from, as one target's contexts have it. */
export type StageSource =
  /** Place in {@link TargetClosure.stages}. */
  | { readonly kind: 'stage'; readonly index: number }
  /** A named context, by the name that the bake file has it under. */
  | { readonly kind: 'context'; readonly name: string }
  | { readonly kind: 'image'; readonly reference: string }
  | { readonly kind: 'scratch' };

/** One stage of a target, and what it is built FROM and takes files from. */
export interface ClosureStage {
  readonly stage: Stage;
  readonly from: StageSource;
  readonly uses: readonly StageSource[];
}

/** What of a Dockerfile one target builds. */
export interface TargetClosure {
  /** Each once, in the order it is reached; empty where a context stands in for the target itself. */
  readonly stages: readonly ClosureStage[];
  /** Names of the contexts that are used, sorted. */
  readonly contexts: readonly string[];
  /** References outside of all contexts, sorted. */
  readonly images: readonly string[];
}

/**
 * The stages a target needs. A named context takes the place of the stage or image of its name, and what
 * only that stage needed drops out.
 *
 * Rule: `namedContext` of BuildKit's `frontend/dockerui`, which compares familiar names.
 *
 * @param names of the target's named contexts
 */
export function targetClosure(
  { stages }: Dockerfile,
  target: Stage,
  names: readonly string[],
): TargetClosure {
  const contexts = new Map(names.map((name) => [familiarReference(name), name]));
  const reached: { stage: Stage; from: StageSource; uses: StageSource[] }[] = [];
  const used = { contexts: new Set<string>(), images: new Set<string>() };

  const context = (name: string): StageSource | undefined => {
    const known = contexts.get(name);
    if (known !== undefined) used.contexts.add(known);
    return known === undefined ? undefined : { kind: 'context', name: known };
  };
  const visit = (stage: Stage): StageSource => {
    const replaced = stage.name === undefined ? undefined : context(stage.name);
    if (replaced) return replaced;
    const known = reached.findIndex((each) => each.stage === stage);
    if (known !== -1) return { kind: 'stage', index: known };
    const own = { stage, from: { kind: 'scratch' } as StageSource, uses: [] as StageSource[] };
    const index = reached.push(own) - 1;
    own.from = source(stage.from);
    own.uses = stage.uses.map(source);
    return { kind: 'stage', index };
  };
  const source = ({ kind, text, stage: index }: Reference): StageSource => {
    const stage = index === undefined ? undefined : stages[index];
    if (stage) return visit(stage);
    if (kind === 'scratch') return { kind };
    const replaced = context(familiarReference(text));
    if (!replaced) used.images.add(text);
    return replaced ?? { kind: 'image', reference: text };
  };

  visit(target);
  return {
    stages: reached,
    contexts: [...used.contexts].sort(),
    images: [...used.images].sort(),
  };
}
