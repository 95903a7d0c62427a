import { newestNx } from '../../demo/workspace/make-workspace.ts';
import type { Contender } from '../contender.ts';
import { setUpPeerGraph } from '../graph/set-up-peer-graph.ts';

const packages = { nx: newestNx.nx, '@nx/devkit': newestNx.devkit };

/** The same workspace without an image plugin, on the Nx that nx-slipway has: what a graph costs anyway. */
export const nx: Contender = {
  name: 'nx',
  about: `Nx ${newestNx.nx} without an image plugin`,
  setUpGraph: (ground) => setUpPeerGraph(ground, { packages }),
};
