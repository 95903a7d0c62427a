import type { Scene } from '../demo/scene.ts';
import type { Engine } from '../engine/engine.ts';
import type { Builder } from './contender.ts';
import type { Service } from './service.ts';

/** A contender that is set up, with its workspace committed as it is at first. */
export type Subject = {
  readonly name: string;
  readonly scene: Scene;
  readonly builder: Builder;
  readonly services: readonly Service[];
  readonly engine: Engine;
  readonly base: string;
  /** What stands before the names of its images. */
  readonly namespace: string;
};
