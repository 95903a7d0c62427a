import { execa } from 'execa';
import type { Scene } from '../scene.ts';

/**
 * Removes a container or network by name, whether or not it is there. Runs to its end also after Ctrl-C,
 * which a terminal sends to every process of the group.
 */
export async function removeDockerThing(
  scene: Scene,
  kind: 'container' | 'network',
  name: string,
): Promise<void> {
  const force = kind === 'container' ? ['--force', '--volumes'] : ['--force'];
  await execa('docker', [kind, 'rm', ...force, name], {
    cwd: scene.folder,
    env: scene.env,
    detached: true,
    reject: false,
  });
}
