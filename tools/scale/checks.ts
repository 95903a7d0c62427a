import type { Machine } from '../bench/report/describe-machine.ts';

/** Real builds that the simulation is compared with. */
export interface Checks {
  readonly machine: Machine;
  /** The first is the one whose steps were recorded. */
  readonly builds: readonly {
    readonly services: number;
    /** Of the command, from its start to its end. */
    readonly seconds: number;
  }[];
}
