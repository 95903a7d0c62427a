import { parseArgs } from 'node:util';
import type { FleetOptions } from './plan-schedules.ts';

export type Options =
  | {
      readonly kind: 'measure';
      /** Numbers of services that are built; the first build is recorded. */
      readonly sizes: readonly number[];
      /** Whether the workspace of the measurement before is used again. */
      readonly again: boolean;
      /** Load of the machine that the builds wait for. */
      readonly load: number;
      /** Minutes that they wait at most. */
      readonly wait: number;
    }
  | ({ readonly kind: 'simulate'; readonly from?: string } & FleetOptions)
  | {
      readonly kind: 'record';
      /** Folder the command runs in. */
      readonly workspace: string;
      readonly command: readonly [string, ...string[]];
    };

export const usage = `usage: scale [--services 500] [--nodes 1,2,4,…] [--slots 2] [--fetch 1] [--from FILE]
       scale record --workspace FOLDER -- COMMAND…
       scale measure [--sizes 20,100] [--load 1] [--wait 30] [--again]
  simulates fleets from measured steps, and updates docs/measurements/scale.md if it has no options; record runs a
  command that builds, and writes the steps of its build; measure builds services of the bench, records the first build
  and writes what each took
`;

const defaults = { services: '500', nodes: '1,2,4,8,16,32,64', slots: '2', fetch: '1' } as const;

/** @throws an error whose message says what is allowed */
export function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      services: { type: 'string', default: defaults.services },
      nodes: { type: 'string', default: defaults.nodes },
      slots: { type: 'string', default: defaults.slots },
      fetch: { type: 'string', default: defaults.fetch },
      from: { type: 'string' },
      sizes: { type: 'string', default: '20,100' },
      load: { type: 'string', default: '1' },
      wait: { type: 'string', default: '30' },
      again: { type: 'boolean', default: false },
      workspace: { type: 'string' },
    },
  });
  const [verb, program, ...args] = positionals;
  if (verb === 'record' && values.workspace !== undefined && program !== undefined) {
    return { kind: 'record', workspace: values.workspace, command: [program, ...args] };
  }
  if (verb === 'measure' && program === undefined) {
    const sizes = values.sizes.split(',').map((count) => readCount('sizes', count));
    return {
      kind: 'measure',
      sizes,
      again: values.again,
      load: readNumber('load', values.load),
      wait: readNumber('wait', values.wait),
    };
  }
  if (verb !== undefined) throw new Error(usage);
  return {
    kind: 'simulate',
    services: readCount('services', values.services),
    nodes: values.nodes.split(',').map((count) => readCount('nodes', count)),
    slots: readCount('slots', values.slots),
    fetchSeconds: readNumber('fetch', values.fetch),
    ...(values.from !== undefined && { from: values.from }),
  };
}

function readCount(option: string, value: string): number {
  const count = /^\d+$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > 10_000) {
    throw new Error(`--${option} is a whole number from 1 to 10000, not "${value}"`);
  }
  return count;
}

function readNumber(option: string, value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new Error(`--${option} is a number from 0, not "${value}"`);
  }
  return number;
}
