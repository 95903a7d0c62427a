import type { Command } from '../../process/command';
import { tracesEnvironment } from './traces-environment';

/** One call of bake. */
export interface BakeCall {
  /** Absolute; bake runs in it, so that contexts below it need no leave to be read. */
  readonly workspaceRoot: string;
  /** Absolute folder that holds `bake.json`. */
  readonly runFolder: string;
  readonly targets: readonly string[];
  /** Paths outside the workspace that the bake file speaks of. */
  readonly allowRead: readonly string[];
  /** Folders outside the workspace that layers are kept in. */
  readonly cacheFolders: readonly string[];
  /** Variables that secrets of the bake file come from; never printed. */
  readonly env?: Readonly<Record<string, string>>;
  /** buildx builder; absent for the current one. */
  readonly builder?: string;
}

/** The only command that builds. @param environment the one it will run in */
export function bakeCommand(
  call: BakeCall,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Command {
  return {
    command: 'docker',
    args: [
      'buildx',
      'bake',
      ...(call.builder ? [`--builder=${call.builder}`] : []),
      `--file=${call.runFolder}/bake.json`,
      '--progress=rawjson',
      // Each path by name: the blanket `--allow=fs` would let a Dockerfile's secrets come from anywhere.
      ...call.allowRead.map((path) => `--allow=fs.read=${path}`),
      ...call.cacheFolders.map((path) => `--allow=fs=${path}`),
      ...call.targets,
    ],
    cwd: call.workspaceRoot,
    // The client asks for the provenance of each target otherwise, one after the other, for a file nobody reads.
    env: {
      ...tracesEnvironment(environment),
      ...call.env,
      BUILDX_METADATA_PROVENANCE: 'disabled',
    },
  };
}
