import { execForm } from './exec-form';
import { neededPackage, type Role } from './role';

/** What decides how an image works off messages. */
export interface DramatiqRoleOptions {
  /** Module that declares the broker and the actors: `worker.actors`. */
  readonly module: string;
  /** Absent where the project has chosen one already. */
  readonly broker?: 'redis' | 'rabbitmq';
  readonly processes?: number;
  /** Threads of one process. */
  readonly threads?: number;
  /** Queues whose messages are worked off; all that the actors name where none is given. */
  readonly queues?: readonly string[];
}

/** Client library of each broker, as Dramatiq's extra of that name brings it. */
const BROKER_PACKAGES = { redis: 'redis', rabbitmq: 'pika' } as const;

/** An image that works off Dramatiq's messages. */
export function dramatiqRole({
  module,
  broker,
  processes = 1,
  threads = 8,
  queues = [],
}: DramatiqRoleOptions): Role {
  const args = [
    'dramatiq',
    module,
    // Named, because Dramatiq counts the host's processors and not the container's share.
    `--processes=${processes}`,
    `--threads=${threads}`,
    // Milliseconds; its own ten minutes are more than the 10 s after which `docker stop` kills.
    '--worker-shutdown-timeout=8000',
    // Last, because the option takes every word behind it.
    ...(queues.length > 0 ? ['--queues', ...queues] : []),
  ];
  return {
    // A worker listens on nothing; the base may have a probe that would fail here.
    view: { instructions: ['HEALTHCHECK NONE', execForm('CMD', args)] },
    needs: [
      neededPackage('dramatiq', `dramatiq[${broker ?? 'redis'}]`),
      {
        anyOf: broker ? [BROKER_PACKAGES[broker]] : Object.values(BROKER_PACKAGES),
        requirement: `dramatiq[${broker ?? 'redis'}]`,
      },
    ],
  };
}

/** The queues that a generated command of a worker names; none for those of all actors. */
export function queuesOf(instruction: string): readonly string[] {
  const words = [...instruction.matchAll(/"([^"\\]*)"/g)].map(([, word = '']) => word);
  const at = words.indexOf('--queues');
  const rest = at < 0 ? [] : words.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('-'));
  return end < 0 ? rest : rest.slice(0, end);
}
