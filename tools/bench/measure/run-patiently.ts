import { isEngineRace } from '../../../packages/nx-slipway/src/engine/docker/classify-failure.ts';
import { runToEnd } from '../../demo/containers/run-to-end.ts';
import type { Scene } from '../../demo/scene.ts';

/** As often as nx-slipway calls the engine again where images raced each other into its store. */
const retries = 3;

/**
 * Runs a command that builds; again where images raced each other into the engine's store, as somebody does
 * who types it: all steps are cached then, and the time counts.
 * @throws with the end of what it printed
 */
export async function runPatiently(
  scene: Scene,
  command: string,
  args: readonly string[],
): Promise<void> {
  for (let calls = 1; ; calls += 1) {
    // A build's client needs a moment to tell the engine to stop.
    const { exitCode, output } = await runToEnd(scene, command, args, { graceTimer: 20_000 });
    scene.abort.throwIfAborted();
    if (exitCode === 0) {
      return;
    }
    const printed = output
      .split('\n')
      .filter((line) => !line.startsWith('{'))
      .join('\n');
    if (!isEngineRace(printed) || calls > retries) {
      throw new Error(
        `${command} ${args.join(' ')} failed in ${scene.folder}:\n${printed.slice(-4000)}`,
      );
    }
  }
}
