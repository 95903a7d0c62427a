import type { BuildImageSchema } from '../executors/build-image/schema';

/** One Nx task of the executor. */
export interface BuildTask {
  /** `api:build-image` */
  readonly id: string;
  readonly project: string;
  readonly options: BuildImageSchema;
  /** Ids of the tasks of this run it depends on. */
  readonly dependencies: readonly string[];
}

/** How a task came out. */
export interface TaskOutcome {
  readonly task: string;
  readonly success: boolean;
  /** What the task prints. */
  readonly output: string;
}
