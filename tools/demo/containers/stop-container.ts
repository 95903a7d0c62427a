import { runQuiet } from '../run-quiet.ts';
import type { Scene } from '../scene.ts';

/** How a container ended. */
export interface Stopped {
  /** 0 after a clean end, 137 after SIGKILL. */
  readonly exitCode: number;
  readonly seconds: number;
}

/** Seconds between SIGTERM and SIGKILL, as `docker stop` has them by default. */
export const gracePeriod = 10;

/** Sends SIGTERM to a container and waits for its end; SIGKILL follows after the grace period. */
export async function stopContainer(scene: Scene, name: string): Promise<Stopped> {
  const started = performance.now();
  await runQuiet(scene, 'docker', ['stop', '--time', String(gracePeriod), name]);
  const seconds = (performance.now() - started) / 1000;
  const code = await runQuiet(scene, 'docker', [
    ...['container', 'inspect', '--format', '{{.State.ExitCode}}', name],
  ]);
  return { exitCode: Number(code), seconds };
}
