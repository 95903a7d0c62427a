import type { ImageConfig } from 'dockerfile-frontend';
import type { BakePlan } from '../bake/bake-plan';
import type { PushPlan } from '../bake/push/plan-push';
import type { StoredImage } from '../images/model/stored-image';
import type { Compression } from '../images/options/compression';
import type { EngineCapabilities, EngineName } from '../images/options/engine-capabilities';
import type { Problem } from '../problems/problem';
import type { Command } from '../process/command';
import type { Outcome, RunCommand } from '../process/run-command';
import type { BuildResult } from './build-result';
import type { BuilderNodes } from './builder-nodes';
import type { ReadBase } from './docker/read-base';
import type { ConfigQuestion } from './docker/read-base-config';
import type { RegistryAnswer } from './docker/read-published-image';
import type { RegistryClient } from './docker/registry-commands';
import type { ResolvedDigest } from './docker/resolve-digest';
import type { BakeRun, RunSummary } from './docker/run-bake';
import type { PushResult, PushRun } from './docker/run-push';

/** What an engine's client is called with. */
export interface EngineContext {
  readonly run: RunCommand;
  /** Absolute. */
  readonly cwd: string;
}

/** All that executors need of an engine. What it cannot do at all is in its capabilities. */
export interface Engine {
  readonly name: EngineName;
  readonly capabilities: EngineCapabilities;
  /**
   * Builds a plan and yields each image's result as soon as it is known. What is not built when the run is
   * aborted has no result.
   */
  readonly build: (plan: BakePlan, run: BakeRun) => AsyncGenerator<BuildResult, RunSummary>;
  /** What a failed command of its client comes down to. @param detail its standard error, or why it did not start */
  readonly classifyFailure: (detail: string, command: string) => Problem;
  /** The commands of a build that the bake file itself does not say; for people to read. */
  readonly printedCommands: (
    plan: BakePlan,
    place: { readonly workspaceRoot: string; readonly runFolder: string },
  ) => readonly Command[];
  /** Pushes what has just been built, and yields each image's result. One that fails holds up no other. */
  readonly push: (plan: PushPlan, run: PushRun) => AsyncGenerator<PushResult>;
  /** What its store has of images, by id or reference; none of those that are not there. */
  readonly readStoredImages: (
    references: readonly string[],
    context: EngineContext,
  ) => Promise<readonly StoredImage[]>;
  /** Whether its store has an image for each of its platforms: of several, the id is there as soon as one of them is. */
  readonly hasPlatforms: (
    id: string,
    platforms: readonly string[],
    context: EngineContext,
  ) => Promise<boolean>;
  /** Puts a tag on an image of its store. */
  readonly tagImage: (id: string, tag: string, context: EngineContext) => Promise<Outcome>;
  /** Sizes of images in its store as it words them, by reference; without those that are not there. */
  readonly readImageSizes: (
    references: readonly string[],
    context: EngineContext,
  ) => Promise<ReadonlyMap<string, string>>;
  /** Ports an image of its store exposes, such as `8000/tcp`; or why it cannot be asked. */
  readonly readExposedPorts: (
    reference: string,
    context: EngineContext,
  ) => Promise<{ readonly ports: readonly string[] } | { readonly problem: Problem }>;
  /** What a builder of it builds on. */
  readonly readNodes: (
    builder: string | undefined,
    context: EngineContext,
  ) => Promise<BuilderNodes>;
  /** What it compresses layers with when it pushes. */
  readonly readCompressions: (
    builder: string | undefined,
    context: EngineContext,
  ) => Promise<readonly Compression[]>;
  /** The digest a reference of a registry has now, or why it cannot be resolved. */
  readonly resolveDigest: (
    reference: string,
    context: { readonly run: RunCommand },
  ) => Promise<ResolvedDigest>;
  /** Whether its builds say what they took for the tag of a FROM; for that of a named context none does. */
  readonly tellsBases: boolean;
  /** What a reference is now, to builds of this engine. */
  readonly readBase: (
    reference: string,
    question: {
      readonly run: RunCommand;
      readonly builder?: string;
      readonly platform?: string;
      readonly pull: boolean;
    },
  ) => Promise<ReadBase>;
  /** The config of such an image; undefined where nobody tells. */
  readonly readBaseConfig: (
    question: ConfigQuestion,
    client: RegistryClient & { readonly run: RunCommand },
  ) => Promise<ImageConfig | undefined>;
  /** Registries, asked and written without pulling; absent for an engine that cannot. */
  readonly registry?: EngineRegistry;
  /** A command about containers: `run`, `stop`. */
  readonly containerCommand: (args: readonly string[], cwd: string) => Command;
}

/** What an engine's client does in registries. */
export interface EngineRegistry {
  readonly readPublishedImage: (
    reference: string,
    client: RegistryClient & { readonly run: RunCommand; readonly abort: AbortSignal },
  ) => Promise<RegistryAnswer>;
  /** Puts tags on an image, in other repositories and registries too. */
  readonly tagPublished: (
    source: string,
    tags: readonly string[],
    client: RegistryClient & { readonly run: RunCommand },
  ) => Promise<Outcome>;
  /** Fetches an image into the engine's store, for the builder's own platform where none is named. */
  readonly pull: (
    reference: string,
    platform: string | undefined,
    client: RegistryClient & { readonly run: RunCommand },
  ) => Promise<Outcome>;
}
