import type { Scene } from '../../demo/scene.ts';
import type { Engine } from '../../engine/engine.ts';
import type { CallLog } from '../calls/call-log.ts';
import type { Builder } from '../contender.ts';
import type { CountingProxy } from '../registry/start-counting-proxy.ts';
import type { Service } from './service.ts';

/** A contender that is set up, with its workspace committed as it is at first. */
export interface Subject {
  readonly name: string;
  /** Its docker is one that writes its calls down. */
  readonly scene: Scene;
  readonly calls: CallLog;
  readonly builder: Builder;
  readonly services: readonly Service[];
  readonly engine: Engine;
  readonly base: string;
  /** The one behind `registry`, which counts what is pushed. */
  readonly proxy: CountingProxy;
  /** What stands before the names of its images, besides the namespace: `127.0.0.1:5000`. */
  readonly registry: string;
  readonly namespace: string;
}

/** A contender's workspace for the graph, committed. */
export interface GraphSubject {
  readonly name: string;
  readonly scene: Scene;
  /** Names of the projects that the graph must hold. */
  readonly projects: readonly string[];
}
