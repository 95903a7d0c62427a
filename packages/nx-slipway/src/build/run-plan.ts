import type { BakeInputs } from '../bake/bake-inputs';
import type { ImagePush } from '../bake/push/image-push';
import type { GitVersions } from '../git/read-git-versions';
import type { Image } from '../images/model/image';
import type { ImageCatalogue } from '../images/model/image-catalogue';
import type { ConfiguredTarget } from '../images/options/check-target-options';
import type { Compression } from '../images/options/compression';
import type { EngineName } from '../images/options/engine-capabilities';
import type { ImageOptions, ImageRequest } from '../images/options/image-options';
import type { SharingBytes } from '../images/shared-layers/measure-sharing';
import type { ParsedLayerGroups } from '../images/shared-layers/parse-layer-groups';
import type { WorkspaceNaming } from '../images/tags/tag-facts';
import type { Problem } from '../problems/problem';
import type { ReadBindings } from '../workspace/bindings/read-bindings';
import type { WorkspaceModel } from '../workspace/model/workspace-model';
import type { BuildTask } from './build-task';

/** Facts a run is planned from; all reading is done by the time. */
export interface RunFacts {
  readonly workspace: WorkspaceModel;
  /** Bindings of every image that may be asked for, by image id. */
  readonly bindings: ReadonlyMap<string, ReadBindings>;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedLayerGroups;
  /** What is missing of the sources of secrets that tasks ask for, by buildx `--secret` value. */
  readonly missingSecrets: ReadonlyMap<string, string>;
  /** Those of the build contexts that tasks name which are folders of the workspace. */
  readonly contextFolders: ReadonlySet<string>;
  /** Targets that build images, as they are configured, by project. */
  readonly configuredTargets: ReadonlyMap<string, readonly ConfiguredTarget[]>;
  /** Folders by project. */
  readonly projectRoots: ReadonlyMap<string, string>;
  readonly caBundle?: string;
  readonly source?: string;
  /** What the engine builds for where no platform is named: `linux/amd64`. */
  readonly localPlatform: string;
  /** What all builders of the run compress pushed layers with; absent where no task depends on it. */
  readonly compressions?: readonly Compression[];
  /** Whether the builder was asked and is a single machine; absent for no. */
  readonly canCross?: boolean;
  readonly git: GitVersions;
  readonly naming: WorkspaceNaming;
  /** Logins of package indexes as a netrc file; a secret. */
  readonly logins?: string;
  /** What reading the options of the tasks has found, though nothing fails for it. */
  readonly notes: readonly Problem[];
}

/** One task of a planned run. */
export interface TaskPlan {
  readonly task: BuildTask;
  readonly images: readonly Image[];
  readonly options: ImageOptions;
  /** Why the task fails before the engine is called. */
  readonly problems: readonly Problem[];
}

/** What holds for all of a run. */
export interface RunSettings {
  /** The one engine of the run. */
  readonly engine: EngineName;
  /** The one buildx builder of the run, where one is named. */
  readonly builder?: string;
  /** Builders that take over where that one goes away. */
  readonly spareBuilders: readonly string[];
  /** Variables of the engine's client that secrets come from; never printed. */
  readonly env?: Readonly<Record<string, string>>;
  /** Show the plan and stop. */
  readonly print: boolean;
  /** Folder to write the plan into instead, relative to the workspace root. */
  readonly bakeFolder?: string;
  /** Show what exists and what would be built, and stop. */
  readonly explain: boolean;
}

/** What tasks ask for, before any image has a key or a name. */
export interface RunRequests extends RunSettings {
  /** With the problems that each has by itself; what depends on a failed one has none for that. */
  readonly tasks: readonly TaskPlan[];
  /** What the images are drafted from that nothing keeps from being built so far. */
  readonly bake: Omit<BakeInputs, 'workspaceRoot' | 'runFolder'>;
}

/** A run before the engine builds anything. */
export interface RunPlan extends RunSettings {
  readonly tasks: readonly TaskPlan[];
  /** Images to build, with full references for tags. */
  readonly requests: readonly ImageRequest[];
  readonly catalogue: ImageCatalogue;
  /** What the engine builds for where no platform is named: `linux/amd64`. */
  readonly localPlatform: string;
  /** What goes to registries when it is built. */
  readonly push: PlannedPush;
  /** What the user should know though nothing fails for it. */
  readonly notes: readonly Problem[];
  /** Sizes of the third-party packages of the run's images; absent where they share no layers. */
  readonly sharing?: SharingBytes;
}

/** What goes to registries when it is built; bases of the workspace only where a task asks for them. */
export interface PlannedPush {
  readonly images: readonly ImagePush[];
  /** Ids of the bases among them, by the id of the image they go with. */
  readonly basesOf: ReadonlyMap<string, readonly string[]>;
  /** Files for their digests, by image id; relative to the workspace root. */
  readonly digestFiles: ReadonlyMap<string, string>;
}
