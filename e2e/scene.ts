import { inject } from 'vitest';
import type { Scene } from '../tools/demo/scene.ts';

/** The workspace that `setup.ts` has made. */
export const scene: Scene = {
  folder: inject('folder'),
  env: inject('env'),
  abort: new AbortController().signal,
};
