import type { Contender } from '../contender.ts';
import { loop } from './loop.ts';
import { nx } from './nx.ts';
import { nxContainer } from './nx-container.ts';
import { nxDocker } from './nx-docker.ts';
import { nxSlipway } from './nx-slipway.ts';
import { rawBake } from './raw-bake.ts';

/** Every contender, in the order in which each run has them. */
export const contenders: readonly Contender[] = [
  nxSlipway,
  rawBake,
  loop,
  nxDocker,
  nxContainer,
  nx,
];
