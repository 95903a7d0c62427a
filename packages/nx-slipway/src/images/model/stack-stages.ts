/** The stages of a stack that are images, in the order they build on each other. */
export const STACK_STAGES: readonly string[] = ['base', 'base-builder', 'dev'];
