import { execa } from 'execa';
import type { EnginePlace } from '../engine-place.ts';
import { podmanCommand } from '../install/install-podman.ts';

/** Ends the containers of this checkout's podman, where it has one. Its namespace goes with the last mount of it. */
export async function stopPodman(place: EnginePlace): Promise<void> {
  await execa(podmanCommand(place), ['rm', '--all', '--force', '--time=2'], { reject: false });
}
