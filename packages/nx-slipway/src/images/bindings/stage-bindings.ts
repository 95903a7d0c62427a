import type { Problem } from '../../problems/problem';
import type { CrossInstall } from '../installers/cross-install';
import type { InstallStep } from '../installers/install-step';
import type { SharedLayer } from '../shared-layers/shared-layer';

/** The layers of third-party packages that an image has in common with others. */
export interface SharedPackages {
  /** Stage that stands for the stack's base-builder; all images on the stack build them there. */
  readonly builderStage: string;
  /** Sorted by name. */
  readonly layers: readonly SharedLayer[];
  /** Sets of packages known to own the same files. */
  readonly together: readonly (readonly string[])[];
  /** Checks all packages of the image beside each other; absent where the lock guarantees that they fit. */
  readonly check?: {
    /** In Python; see `Installer.check`. */
    readonly program: string;
    /** What the lock asks for with extras, as requirements. */
    readonly asked: readonly string[];
  };
}

/** What the executor binds of one image's Dockerfile, and what it leaves as written. */
export interface StageBindings {
  /** Files of the context that is bound to the stage `lock`, by name; absent where it is not bound. */
  readonly lock?: Readonly<Record<string, string>>;
  /** What is bound to `libraries` and `foundation`; absent where they are not bound. */
  readonly foundation?: {
    /** Stage the shared layers are put on. */
    readonly baseStage: string;
    /** Stage the workspace's libraries are built in. */
    readonly builderStage: string;
    /** Folders of the workspace's libraries in the image, sorted; one layer each. */
    readonly libraries: readonly string[];
    /** Those of them that are the same files for every platform. */
    readonly portable?: readonly string[];
    /** Lines of `.dockerignore` files that hold for a library, by folder. */
    readonly ignored?: Readonly<Record<string, readonly string[]>>;
    /** Third-party packages that other images share; absent for none. */
    readonly shared?: SharedPackages;
  };
  /**
   * What is bound to `dependencies`: nothing, where all packages are in shared layers, or an
   * installation of what is not; absent where the stage does that as it stands.
   */
  readonly dependencies?: 'nothing' | InstallStep;
  /** How the stage `dependencies` comes about for other platforms; absent where its installer has to run there. */
  readonly crossDependencies?: CrossInstall;
  /** Whether the stage `application` makes the same files for every platform. */
  readonly isPortable?: boolean;
  /** The Dockerfile with another ignore file: `lock` is bound, and all the same its files would be sent. */
  readonly trimmed?: { readonly dockerfile: string; readonly ignoreFile: string };
  /** Why a stage of the Dockerfile is not bound. */
  readonly notes: readonly Problem[];
}
