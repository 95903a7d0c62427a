import type { Problem } from '../problems/problem';
import type { BuildLog, Step } from './log/build-log';

/** How one requested image came out. */
export interface BuildResult {
  /** Image id. */
  readonly image: string;
  readonly success: boolean;
  /** Whether it was there already, and nothing was built. */
  readonly exists?: boolean;
  /** Digest of the manifest, or the image id, where the engine named one. */
  readonly digest?: string;
  /** Digest under which registries have it; another one than the store's where annotations came with the push. */
  readonly published?: string;
  /** From the start of the engine's invocation to the image's end. */
  readonly seconds: number;
  /** Instructions of Dockerfiles among all the image needs, shared ones included. */
  readonly stepsRun: number;
  readonly stepsCached: number;
  /** Why it failed. */
  readonly problem?: Problem;
}

/** Whether a run has built an image, rather than found it. */
export function wasBuilt({ success, exists }: BuildResult): boolean {
  return success && !exists;
}

/** What all invocations of a run came to. */
export interface BuildSummary {
  /**
   * Calls of the engine's client. Of bake: one, one more after each failure, and one for each wave of pushes.
   * Of podman: one for each target, and one for each reference that is pushed.
   */
  readonly invocations: number;
  /** Instructions run and cached, each counted once however many images and invocations share it. */
  readonly stepsRun: number;
  readonly stepsCached: number;
  /** Texts of the RUN instructions that were run. */
  readonly runs: readonly string[];
  /** Bytes of build context sent, by bake target; without targets whose transfer the engine did not report to its end. */
  readonly contextBytes: ReadonlyMap<string, number>;
}

/**
 * The instructions of all invocations of a run, each once. What one invocation ran the next one finds
 * in the cache, and still it was run.
 */
export function mergeInstructions(logs: readonly Pick<BuildLog, 'steps'>[]): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const step of logs.flatMap((log) => log.steps())) {
    if (step.isInstruction && steps.get(step.digest)?.outcome !== 'run') {
      steps.set(step.digest, step);
    }
  }
  return [...steps.values()];
}

/** What the invocations of a run came to, in the order they were made. */
export function summarize(logs: readonly Pick<BuildLog, 'steps' | 'contextBytes'>[]): BuildSummary {
  const steps = mergeInstructions(logs);
  const run = steps.filter(({ outcome }) => outcome === 'run');
  const contextBytes = new Map<string, number>();
  for (const [target, bytes] of logs.flatMap((log) => [...log.contextBytes()])) {
    contextBytes.set(target, (contextBytes.get(target) ?? 0) + bytes);
  }
  return {
    invocations: logs.length,
    stepsRun: run.length,
    stepsCached: steps.filter(({ outcome }) => outcome === 'cached').length,
    runs: run.map(({ text }) => text).filter((text) => text.startsWith('RUN')),
    contextBytes,
  };
}
