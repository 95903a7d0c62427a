import type { Machine } from './describe-machine.ts';

/** What to say under figures of a machine that had other work; no line for one that had none. */
export function busyNote({ load, cores }: Pick<Machine, 'load' | 'cores'>): readonly string[] {
  return load > cores
    ? ['', '**The machine was busy with other work: read the ratios, not the times.**']
    : [];
}
