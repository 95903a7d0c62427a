import type { Scene } from '../../demo/scene.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Locks } from './locks.ts';
import type { Shape } from './shape.ts';

/** What both sides are set up on. */
export interface Ground {
  /** Its folder is that of the bench, and holds a folder for each workspace. */
  readonly scene: Scene;
  readonly engine: Engine;
  readonly locks: Readonly<Record<Shape['app'], Locks>>;
  /** Reference with its digest. */
  readonly base: string;
  /** Reference of the full image. */
  readonly full: string;
  /** Before the names of images. */
  readonly namespace: string;
}

/** One side, ready to build every shape. */
export interface Subject {
  /** Its folder is a git repository with one commit. */
  readonly scene: Scene;
  /** Folder of the project of a shape, relative to the workspace. */
  readonly projectOf: (shape: Shape) => string;
  /** Reference of the image of a shape. */
  readonly imageOf: (shape: Shape) => string;
  /** Builds the image of one shape. */
  readonly build: (shape: Shape) => Promise<void>;
}
