import type { InstallStep } from '../../images/installers/install-step';

/** Everything the template of a stack's Dockerfile shows. */
export interface StackView {
  /** Nx project. */
  readonly project: string;
  readonly buildTarget: string;
  /** Folder of the stack, relative to the workspace root. */
  readonly directory: string;
  /** Reference of the image to start from. */
  readonly from: string;
  /** References of the stages. */
  readonly references: {
    readonly base: string;
    readonly builder: string;
    readonly dev: string;
  };
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
  /** Variables of base-builder: `NAME=value`. */
  readonly environment: readonly string[];
  /** The step that installs all packages of the uv lock for development; undefined where there is none. */
  readonly dev: InstallStep | undefined;
}
