import { parseArgs } from 'node:util';
import type { FleetOptions } from './plan-schedules.ts';

export type Options =
  | ({ readonly kind: 'simulate'; readonly from?: string } & FleetOptions)
  | {
      readonly kind: 'record';
      /** Folder the command runs in. */
      readonly workspace: string;
      readonly command: readonly [string, ...string[]];
    };

export const usage = `usage: scale [--services 500] [--nodes 1,2,4,…] [--slots 2] [--fetch 1] [--from FILE]
       scale record --workspace FOLDER -- COMMAND…
  simulates fleets from measured steps, and brings docs/measurements/scale.md up to date where it has nothing
  but defaults; record runs a command that builds, and notes the steps of its build
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
      workspace: { type: 'string' },
    },
  });
  const [verb, program, ...args] = positionals;
  if (verb === 'record' && values.workspace !== undefined && program !== undefined) {
    return { kind: 'record', workspace: values.workspace, command: [program, ...args] };
  }
  if (verb !== undefined) throw new Error(usage);
  return {
    kind: 'simulate',
    services: readCount('services', values.services),
    nodes: values.nodes.split(',').map((count) => readCount('nodes', count)),
    slots: readCount('slots', values.slots),
    fetchSeconds: readSeconds('fetch', values.fetch),
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

function readSeconds(option: string, value: string): number {
  const seconds = Number(value);
  if (value.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    throw new Error(`--${option} is a number of seconds, not "${value}"`);
  }
  return seconds;
}
