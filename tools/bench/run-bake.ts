import { execa } from 'execa';
import { isLoadRace } from '../../packages/nx-slipway/src/engine/classify-failure.ts';
import type { Scene } from '../demo/scene.ts';
import type { Built } from './contender.ts';
import { countRuns } from './count-runs.ts';

/** As often as nx-slipway calls the engine again where images raced each other into its store. */
const retries = 3;

/**
 * Calls bake in the scene's folder; again where images raced each other into the engine's store, as
 * somebody does who types it: all steps are cached then, and the time counts.
 * @throws with the end of what bake printed
 */
export const runBake = async (scene: Scene, args: readonly string[]): Promise<Built> => {
  let runSteps = 0;
  for (let engineCalls = 1; ; engineCalls += 1) {
    const { failed, stderr } = await execa(
      'docker',
      ['buildx', 'bake', '--progress=rawjson', ...args],
      {
        cwd: scene.folder,
        env: scene.env,
        stdin: 'ignore',
        reject: false,
        cancelSignal: scene.abort,
        // A build's client needs a moment to tell the engine to stop.
        forceKillAfterDelay: 20_000,
      },
    );
    scene.abort.throwIfAborted();
    const lines = stderr.split('\n');
    runSteps += countRuns(lines);
    if (!failed) {
      return { runSteps, engineCalls };
    }
    const said = lines.filter((line) => !line.startsWith('{')).join('\n');
    if (!isLoadRace(said) || engineCalls > retries) {
      throw new Error(`docker buildx bake failed in ${scene.folder}:\n${said}`);
    }
  }
};
