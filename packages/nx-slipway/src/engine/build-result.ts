import type { Problem } from '../problems/problem';
import type { BuildLog } from './build-log';

/** How one requested image came out. */
export interface BuildResult {
  /** Image id. */
  readonly image: string;
  readonly success: boolean;
  /** Digest of the manifest, or the image id, where the engine named one. */
  readonly digest?: string;
  /** From the start of the engine's invocation to the image's end. */
  readonly seconds: number;
  /** Instructions of Dockerfiles among all the image needs, shared ones included. */
  readonly stepsRun: number;
  readonly stepsCached: number;
  /** Why it failed. */
  readonly problem?: Problem;
}

/** What all invocations of a run came to. */
export interface BuildSummary {
  /** Calls of bake: one, and one more after each failure. */
  readonly invocations: number;
  /** Instructions run and cached, each counted once however many images share it. */
  readonly stepsRun: number;
  readonly stepsCached: number;
  /** Texts of the RUN instructions that were run. */
  readonly runs: readonly string[];
  /** Bytes of build context sent, by bake target. */
  readonly contextBytes: ReadonlyMap<string, number>;
}

/** The summary before the first invocation. */
export const noInvocations: BuildSummary = {
  invocations: 0,
  stepsRun: 0,
  stepsCached: 0,
  runs: [],
  contextBytes: new Map(),
};

/** The summary after one more invocation. */
export function addInvocation(summary: BuildSummary, log: BuildLog): BuildSummary {
  const steps = log.steps().filter((step) => step.isInstruction);
  const run = steps.filter((step) => step.outcome === 'run');
  const contextBytes = new Map(summary.contextBytes);
  for (const [target, bytes] of log.contextBytes()) {
    contextBytes.set(target, (contextBytes.get(target) ?? 0) + bytes);
  }
  return {
    invocations: summary.invocations + 1,
    stepsRun: summary.stepsRun + run.length,
    stepsCached: summary.stepsCached + steps.filter((step) => step.outcome === 'cached').length,
    runs: [
      ...summary.runs,
      ...run.map((step) => step.text).filter((text) => text.startsWith('RUN')),
    ],
    contextBytes,
  };
}
