import { cpus, loadavg, release, totalmem } from 'node:os';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Scene } from '../../demo/scene.ts';

/** What figures depend on besides the software. */
export interface Machine {
  /** When the bench began, ISO 8601. */
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  /** Of memory, in 2^30 bytes. */
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  readonly engine: string;
  readonly buildx: string;
  /** Average number of waiting processes in the minute before the bench: what else the machine did. */
  readonly load: number;
}

/** Describes the machine and the engine, without names of either. */
export async function describeMachine(scene: Scene): Promise<Machine> {
  const engine = await runQuiet(scene, 'docker', ['version', '--format', '{{.Server.Version}}']);
  const buildx = await runQuiet(scene, 'docker', ['buildx', 'version']);
  return {
    date: new Date().toISOString(),
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: `${process.platform} ${release()}`,
    node: process.versions.node,
    engine,
    // The word before it is the name of its Go module.
    buildx: buildx.split(' ')[1] ?? buildx,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
