import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import type { EnginePlace } from '../engine-place.ts';
import { parseMountPoints } from './mount-points.ts';

/** Unmounts what an engine that was killed has left mounted in its folders. Only for when it has ended. */
export async function unmountLeftovers(place: EnginePlace): Promise<void> {
  const mountInfo = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  for (const point of parseMountPoints(mountInfo, [place.state, place.run])) {
    await execa('umount', ['--lazy', point], { reject: false });
  }
}
