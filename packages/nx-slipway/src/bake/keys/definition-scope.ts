import type { ContentTarget } from '../targets/bake-file-builder';
import type { ReadTarget } from './read-targets';

/** What definitions of targets are made in. */
export interface DefinitionScope {
  /** By name. */
  readonly targets: Readonly<Record<string, ContentTarget>>;
  /** What the plan writes, by path below the run's folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly read: ReadTarget;
  /** Path of a target's Dockerfile as people know it, relative to the workspace root. */
  readonly fileOf: (target: string) => string;
  /** Absolute. */
  readonly workspaceRoot: string;
  /** As the targets have it; what lies below it is in the plan's files. */
  readonly runFolder: string;
  /** The policy by which BuildKit may take other sources than a Dockerfile names, where there is one. */
  readonly sourcePolicy?: string;
}
