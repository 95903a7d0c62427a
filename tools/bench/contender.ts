import type { Scene } from '../demo/scene.ts';
import type { Engine } from '../engine/engine.ts';
import type { Service } from './workspace/service.ts';

/** One way to build the images of the bench's workspace, or to have Nx know of them, or both. */
export interface Contender {
  /** As results have it: `raw-bake`. */
  readonly name: string;
  /** What it is, in a few words with its version, as the docs have it. */
  readonly about: string;
  /**
   * Makes a workspace in a folder that holds the Python projects and their lock, as a user of this way has
   * it, up to where images can be built. What the folder then holds is committed by the bench. Left out
   * where it builds none.
   */
  readonly setUp?: (ground: Ground) => Promise<Builder>;
  /** Makes a workspace with the many projects of the case `graph`. Left out where there is no graph. */
  readonly setUpGraph?: (ground: GraphGround) => Promise<GraphWorkspace>;
}

/** What a contender sets itself up on. */
export interface Ground {
  /** Its folder is the workspace, a git repository without a commit; its environment reaches the engine. */
  readonly scene: Scene;
  readonly engine: Engine;
  readonly services: readonly Service[];
  /** Folder with the Python projects, to be put into the workspace. */
  readonly sources: string;
  /** What every image starts from: `python:3.13-slim-trixie`, with its digest. */
  readonly base: string;
  /** `host:port` of the registry that images are named for: `<registry>/<namespace>/<service>`. */
  readonly registry: string;
  readonly namespace: string;
}

/** How a contender's images are built once it is set up. */
export interface Builder {
  /** Over the scene's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly build: (scene: Scene, order: Order) => Promise<void>;
  /**
   * Has all images start from another base, and proves that they work, in one command. Left out where a base is
   * changed by hand, and nothing proves it. Returns what was printed.
   */
  readonly upgrade?: (scene: Scene, base: string) => Promise<string>;
}

/** What is to be built, and where it goes. */
export interface Order {
  /** `changed`: after a commit; a contender that knows which images it concerns builds no others. */
  readonly which: 'all' | 'changed';
  /**
   * `store`: the engine's own. `registry`: pushed, with a build cache from and to the registry where the
   * contender has one, as on a CI machine.
   */
  readonly to: 'store' | 'registry';
  /** What new layers are compressed with on their way to the registry; absent for what the contender does unasked. */
  readonly compression?: 'zstd';
  /** What the images of services are for: `linux/amd64`; absent for the machine's own platform. */
  readonly platforms?: readonly string[];
}

/** What a contender's workspace for the graph is made on. */
export interface GraphGround {
  /** Its folder is the workspace, a git repository without a commit. */
  readonly scene: Scene;
  readonly engine: Engine;
  /** All of them, and the folder with their projects and lock. */
  readonly services: readonly Service[];
  readonly sources: string;
  /** A folder with the first two of them and a lock of their own. */
  readonly firstSources: string;
  readonly base: string;
}

/** A workspace whose graph is timed. */
export interface GraphWorkspace {
  /** Over the scene's. */
  readonly env: Readonly<Record<string, string>>;
}
