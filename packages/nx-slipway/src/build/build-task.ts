import type { BuildImageSchema } from '../executors/build-image/schema';
import type { Problem } from '../problems/problem';

/** One Nx task of the executor. */
export interface BuildTask {
  /** `api:build-image` */
  readonly id: string;
  readonly project: string;
  readonly options: BuildImageSchema;
  /** Ids of the tasks of this run it depends on. */
  readonly dependencies: readonly string[];
  /** What is wrong with the options, so that nothing is built for the task. */
  readonly problems?: readonly Problem[];
}

/** How a task came out. */
export interface TaskOutcome {
  readonly task: string;
  readonly success: boolean;
  /** What the task prints. */
  readonly output: string;
}
