import { parseArgs } from 'node:util';
import { readCount, readNames } from '../read-options.ts';
import { maximalRuns } from '../workspace/new-packages.ts';

/** What a bench of layouts is asked for. */
export interface Options {
  readonly runs: number;
  /** Names, in the order in which there are. */
  readonly shapes: readonly string[];
  /** Keep the figures there are of other shapes. */
  readonly add: boolean;
  /** Measure nothing and write the page from the figures there are. */
  readonly docs: boolean;
}

/** @throws an error whose message says what is allowed */
export function readOptions(argv: readonly string[], shapes: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      runs: { type: 'string', default: '2' },
      shape: { type: 'string', multiple: true },
      add: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
    },
  });
  return {
    runs: readCount('runs', values.runs, maximalRuns),
    shapes: readNames('shape', values.shape, shapes),
    add: values.add,
    docs: values.docs,
  };
}
