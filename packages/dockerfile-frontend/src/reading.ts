import type { ImageConfig } from './request.ts';

/** What a Dockerfile means to BuildKit. */
export interface Reading {
  /** Why BuildKit does not take the file; there is no {@link Reading.result} then. */
  readonly errors: readonly Message[];
  /** What BuildKit's checks say. */
  readonly warnings: readonly Message[];
  /** Image of the frontend that `# syntax=` asks for. */
  readonly syntax?: string;
  /** The character that continues lines. */
  readonly escape: string;
  /** The `ARG`s before the first stage. */
  readonly globals: readonly ReadInstruction[];
  /** All stages in the order of the file; of a broken file those that can be read. */
  readonly stages: readonly ReadStage[];
  readonly result?: ReadResult;
}

/** Something BuildKit says of a Dockerfile. */
export interface Message {
  /** Name of BuildKit's check; absent for an error. */
  readonly rule?: string;
  readonly text: string;
  /** Where the check is explained. */
  readonly url?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Of an error: whether another environment of a base image might have avoided it. */
  readonly isLate?: boolean;
}

/** One stage, after build arguments. */
export interface ReadStage {
  /** In lower case; absent for a stage without `AS`. */
  readonly name?: string;
  /** As `--platform` has it, variables included. */
  readonly platform?: string;
  readonly base: ReadSource;
  /** The base as the file has it, before build arguments. */
  readonly written: string;
  /** Whether a named context stands for the stage. */
  readonly isReplaced?: boolean;
  /** Lines of `FROM`, counted from 1. */
  readonly line: number;
  readonly endLine: number;
  readonly instructions: readonly ReadInstruction[];
}

/** One instruction of a stage. */
export interface ReadInstruction {
  /** In upper case. */
  readonly keyword: string;
  /** As it is written, on one line, the bodies of heredocs below it. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** Stages and images it takes files from. */
  readonly uses?: readonly ReadSource[];
}

/** A stage of the file, an image, or `scratch`. */
export interface ReadSource {
  readonly how: 'from' | 'copy' | 'mount';
  /** Place in {@link Reading.stages}; absent for an image and for `scratch`. */
  readonly stage?: number;
  /** A reference after build arguments; of a stage its name. */
  readonly text: string;
}

/** What BuildKit makes of the target. All lists are sorted. */
export interface ReadResult {
  /** Of the last operation, and so of all it is made from: `sha256:…`. The same on every machine. */
  readonly digest: string;
  /** Config of the image, without its layers. */
  readonly config: ImageConfig;
  /** Folders of the host that files are taken from. */
  readonly locals: readonly LocalSource[];
  /** Paths that single instructions take out of the main context; empty for its root. */
  readonly contextPaths: readonly string[];
  /** Images, as BuildKit normalizes references, with the digests that are known. */
  readonly images: readonly string[];
  /** Those that {@link ReadRequest.bases} says nothing of, without digests. */
  readonly unknownBases: readonly string[];
  /** Configs of images that {@link ReadRequest.bases} does not have: that of an image is another one for each platform. */
  readonly unknownConfigs: readonly ImageFor[];
  /** Whether the config of a base was not known, so that {@link ReadResult.config} may lack something. */
  readonly isPartial: boolean;
  /** Whether other files or images might be taken, were the config of every base known. */
  readonly isEnvironmentDeciding: boolean;
  /** Names of the contexts that other builds make. */
  readonly links: readonly string[];
  /** Repositories, URLs and whatever else is fetched. */
  readonly remotes: readonly RemoteSource[];
  /** Ids of the secrets and of the SSH agents that steps have mounted. */
  readonly secrets: readonly string[];
  readonly ssh: readonly string[];
  /** Time of files and image in seconds since 1970, by `SOURCE_DATE_EPOCH`. */
  readonly epoch?: number;
}

/** An image as it is for one platform. */
export interface ImageFor {
  /** As BuildKit normalizes references. */
  readonly image: string;
  readonly platform: string;
}

/** What is asked of a folder of the host. */
export interface LocalSource {
  /** `context`, or the name of a named context. */
  readonly name: string;
  /** Paths with Go's wildcards, without a slash in front; none for all there is. */
  readonly followPaths: readonly string[];
}

/** A source that is fetched. */
export interface RemoteSource {
  readonly source: string;
  /** Whether a checksum decides its content. */
  readonly isPinned: boolean;
}
