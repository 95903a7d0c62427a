import type { Scene } from '../demo/scene.ts';
import type { Engine } from '../engine/engine.ts';
import type { Service } from './service.ts';

/** One way to build the images of the bench's workspace. */
export type Contender = {
  /** As results have it: `raw-bake`. */
  readonly name: string;
  /**
   * Makes a workspace in a folder that holds the Python projects and their lock, as a user of this way has
   * it, up to where images can be built. What the folder then holds is committed by the bench.
   */
  readonly setUp: (ground: Ground) => Promise<Builder>;
};

/** What a contender sets itself up on. */
export type Ground = {
  /** Its folder is the workspace, a git repository without a commit; its environment reaches the engine. */
  readonly scene: Scene;
  readonly engine: Engine;
  readonly services: readonly Service[];
  /** Folder with the Python projects, to be put into the workspace. */
  readonly sources: string;
  /** What every image starts from: `python:3.13-slim-trixie`, with its digest. */
  readonly base: string;
  /** What stands before the names of the images that are made. */
  readonly namespace: string;
};

/** How a contender's images are built once it is set up. */
export type Builder = {
  /** Over the scene's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Builds the images of all services into the engine's store. */
  readonly buildAll: (scene: Scene) => Promise<Built>;
  /** The same after a commit; a contender that knows which images it concerns builds no others. */
  readonly buildChanged: (scene: Scene) => Promise<Built>;
  /** Reference of the image of a service. */
  readonly imageOf: (service: Service) => string;
};

/** What a build did. */
export type Built = {
  /** RUN instructions that the engine executed. */
  readonly runSteps: number;
  /** Calls of the engine's client that build. */
  readonly engineCalls: number;
};
