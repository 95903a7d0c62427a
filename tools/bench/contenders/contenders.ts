import type { Contender } from '../contender.ts';
import { nxSlipway } from './nx-slipway.ts';
import { rawBake } from './raw-bake.ts';

/** Every contender, in the order in which each run has them. */
export const contenders: readonly Contender[] = [nxSlipway, rawBake];
