import { execa } from 'execa';
import { isLoadRace } from '../../packages/nx-slipway/src/engine/classify-failure.ts';
import type { Scene } from '../demo/scene.ts';

/** As often as nx-slipway calls the engine again where images raced each other into its store. */
const retries = 3;

/**
 * Runs a command that builds; again where images raced each other into the engine's store, as somebody does
 * who types it: all steps are cached then, and the time counts.
 * @throws with the end of what it printed
 */
export const runPatiently = async (
  scene: Scene,
  command: string,
  args: readonly string[],
): Promise<void> => {
  for (let calls = 1; ; calls += 1) {
    const { failed, all } = await execa(command, args, {
      cwd: scene.folder,
      env: scene.env,
      stdin: 'ignore',
      all: true,
      reject: false,
      cancelSignal: scene.abort,
      // A build's client needs a moment to tell the engine to stop.
      forceKillAfterDelay: 20_000,
    });
    scene.abort.throwIfAborted();
    if (!failed) {
      return;
    }
    const said = all
      .split('\n')
      .filter((line) => !line.startsWith('{'))
      .join('\n');
    if (!isLoadRace(said) || calls > retries) {
      throw new Error(
        `${command} ${args.join(' ')} failed in ${scene.folder}:\n${said.slice(-4000)}`,
      );
    }
  }
};
