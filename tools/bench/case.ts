import type { ProofSeconds } from './calls/proof-seconds.ts';

/** One thing to measure of every contender. @typeParam Subject of what it is measured */
export interface Case<Subject> {
  /** As `--case` and results have it: `noop`. */
  readonly name: string;
  /** What is timed, in at most 27 letters, as the docs have it: `Code of one service`. */
  readonly title: string;
  /** Measured once of each contender, whatever `--runs` says: it does not vary. */
  readonly isOnce?: boolean;
  /** Names of the contenders that it is measured of; absent for all. */
  readonly of?: readonly string[];
  /** Starts an engine beside the one that is brought up here, which takes root. */
  readonly needsPrivateEngine?: boolean;
  /** Builds for another platform than the machine's, with an emulator. */
  readonly needsEmulator?: boolean;
  /** Empties the engine's build cache, which only an engine of the bench's own may be done to unasked. */
  readonly isDestructive?: boolean;
  /** Tags of base images that it needs besides the usual one, from `base-images.ts`. */
  readonly bases?: readonly string[];
  /** Brings a contender to where the case starts, and measures. @param run from 0 */
  readonly measure: (subject: Subject, run: number) => Promise<Measured>;
}

/** What a row has a number of for every run. */
export const metrics = [
  // From the start of the command to its end.
  'wallSeconds',
  // RUN instructions that the engine executed.
  'runSteps',
  // Processes of the engine's client, and those of them that build.
  ...(['engineCalls', 'buildCalls'] as const),
  // Bytes of build contexts sent to the engine.
  'contextBytes',
  // Bytes sent to the registry: by the build, or afterwards by pushing the images of all services.
  'pushedBytes',
  // Images of services that are others than before, and those that had to become others.
  ...(['imagesChanged', 'imagesDue'] as const),
] as const;

export type Metric = (typeof metrics)[number];

/** What was measured once; without what the case is not about. */
export type Measured = {
  readonly [metric in Metric]?: number;
} & {
  /** Compressed layers of the images of all services in a registry, each once, the Python base's aside. */
  readonly distinctBytes?: number;
  /** RUN instructions that the engine executed for another platform than the machine's. */
  readonly emulatedSteps?: number;
  /** Compressed layers that the images of a service have on all platforms, each once. */
  readonly sharedBytes?: number;
  /** Bytes that an engine without images was sent by the registry. */
  readonly pulledBytes?: number;
  /** What the time of an upgrade consists of that was proven. */
  readonly proof?: ProofSeconds;
  /** The plan of that upgrade, as it was printed. */
  readonly plan?: string;
};
