import type { InstallStep } from '../installers/install-step';

/** Folder that holds the modules of the service in its image. */
export const APPLICATION = '/app';

/** A stage of the stack: the reference it is published under, and the stage name it gets in a service. */
export interface StackStage {
  /** `acme/python-base` */
  readonly reference: string;
  /** `python-base` */
  readonly alias: string;
}

/** What a COPY puts where. */
export interface FileCopy {
  /** Relative to the workspace root; a folder ends with a slash. */
  readonly source: string;
  /** Absolute. */
  readonly target: string;
}

/** What a role adds to the end of the runtime stage. */
export interface RoleView {
  /** `EXPOSE`, `HEALTHCHECK` and `CMD` instructions, each possibly over several lines. */
  readonly instructions: readonly string[];
}

/** Everything the template of a service's Dockerfile shows; it decides nothing by itself. */
export interface ServiceView {
  /** First sentence of the file's comment. */
  readonly title: string;
  /** Nx project. */
  readonly project: string;
  readonly buildTarget: string;
  /** Dockerfile and folder of the service, relative to the workspace root. */
  readonly dockerfile: string;
  readonly directory: string;
  /** Stages of the stack that this Dockerfile uses. */
  readonly stackStages: readonly StackStage[];
  readonly builder: StackStage;
  /** Stage that `system` starts from where the service has apt packages of its own. */
  readonly systemFrom: string;
  /** Stage that `foundation` starts from: a stage of the stack, or `system`. */
  readonly baseStage: string;
  /** Stage everything is built in: the base-builder, or `builder` where the service has its own. */
  readonly builderStage: string;
  /** Debian packages only this service needs. */
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
  /** Arguments of the COPY instructions of the stage `lock`. */
  readonly lockCopies: readonly string[];
  readonly install: InstallStep;
  /** Whether the service's version comes from git, and so from outside the build. */
  readonly takesVersion: boolean;
  /** Whether wheels are built first, and installed where the image runs. */
  readonly wheels: boolean;
  /** Folders that are put on the import path as they are, in place of a wheel; absolute targets. */
  readonly sources: readonly FileCopy[];
  /** Stage of the stack that holds sources which all its images have in common. */
  readonly commonStage?: string;
  /** Folder on the import path before the installed packages, where the sources are mounted in development. */
  readonly mounted?: string;
  /** Files that the image holds besides what is installed; absolute targets. */
  readonly files: readonly FileCopy[];
  /** `10001:10001` */
  readonly user: string;
  /** WORKDIR, ENV and LABEL instructions of the runtime stage. */
  readonly settings: readonly string[];
  readonly role: RoleView;
}
