import type { Stack } from '../../images/model/stacks';
import type { Problem } from '../../problems/problem';
import type { RunCommand } from '../../process/run-command';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';

/** What a check of a stack's base is asked. */
export interface BaseCheckOptions {
  /** Branch, tag or commit: compares the FROM with what it was where this branch left it. */
  readonly base?: string;
  /** Tags under which images are looked for in registries. */
  readonly tags?: readonly string[];
  readonly repositories?: readonly string[];
  readonly json?: boolean;
  /** Relative to the workspace root. */
  readonly outputFile?: string;
}

/** What a check has found. Only `current` is a success. */
export interface BaseCheck {
  readonly result: 'current' | 'outdated' | 'unchecked';
  /** As people read it. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** As programs read it. */
  readonly data: object;
}

/** What is asked about, by both checks. */
export interface AskedStack {
  readonly stack: Stack;
  readonly workspace: WorkspaceModel;
  readonly workspaceRoot: string;
  readonly run: RunCommand;
}
