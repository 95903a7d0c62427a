import type { RegistryClient } from '../engine/docker/registry-commands';
import type { PushRun } from '../engine/docker/run-push';
import type { EngineContext } from '../engine/engine';
import type { RunCommand } from '../process/run-command';
import type { RunSettings } from './run-plan';

/** All that a run needs from outside. */
export interface BuildContext {
  /** Absolute. */
  readonly workspaceRoot: string;
  readonly run: RunCommand;
  readonly abort: AbortSignal;
  /** Variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; holds the records of this user's builds. */
  readonly recordsFolder: string;
  /** Prints lines for the user. */
  readonly print: (text: string) => void;
  /** Waits for so many seconds, or until the run is aborted. */
  readonly wait: (seconds: number) => Promise<void>;
}

/** The same for one run. */
export interface RunContext extends BuildContext {
  /** Folder of the files of its plan; absolute, but for a plan that is only printed. */
  readonly runFolder: string;
  /** When the run began, in milliseconds since 1970. */
  readonly started: number;
  /** Called with each base that the engine takes. */
  readonly onBase?: PushRun['onBase'];
}

/** What an engine's client is called with in a run. */
export interface EngineClient extends EngineContext, RegistryClient {
  readonly abort: AbortSignal;
}

/** The client of a run's engine, in the workspace and on the builder of the run. */
export function engineClient(
  { builder }: Pick<RunSettings, 'builder'>,
  { run, workspaceRoot, abort }: Pick<BuildContext, 'run' | 'workspaceRoot' | 'abort'>,
): EngineClient {
  return { run, cwd: workspaceRoot, abort, ...(builder && { builder }) };
}

/** What the engine of a run builds and pushes with. */
export function engineRun(
  { builder, spareBuilders, env }: RunSettings,
  { run, abort, workspaceRoot, runFolder, print, wait, onBase }: RunContext,
): Omit<PushRun, 'allowRead' | 'stored'> {
  return {
    run,
    abort,
    workspaceRoot,
    runFolder,
    print,
    wait,
    spareBuilders,
    ...(builder && { builder }),
    ...(env && { env }),
    ...(onBase && { onBase }),
  };
}
