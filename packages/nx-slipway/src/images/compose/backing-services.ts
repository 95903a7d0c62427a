import type { PackageVersions } from '../roles/servers/server';

/** A service that others need and that comes as an image of somebody else's. */
export interface BackingService {
  /** Title for people. */
  readonly title: string;
  /** Client libraries, normalised: an image that installs one of them needs the service. */
  readonly packages: readonly string[];
  /** What the clients are told, by the names that the templates and most applications use. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variable in which Celery looks for its broker by itself; absent for what is no broker. */
  readonly isBroker: boolean;
  /** The service as a compose file has it. It belongs to the user once it is written. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** Named volume of its data. */
  readonly volume?: string;
}

/** Names of the services in a compose file, which are their host names as well. */
export type BackingName = 'redis' | 'postgres' | 'rabbitmq';

/** Every service that is added by itself. Ports are not published: many machines have one that runs already. */
export const backingServices: Readonly<Record<BackingName, BackingService>> = {
  redis: {
    title: 'Redis',
    packages: ['redis', 'valkey', 'aioredis', 'coredis'],
    variables: { REDIS_URL: 'redis://redis:6379/0' },
    isBroker: true,
    definition: {
      image: 'redis:8',
      healthcheck: healthCheck(['redis-cli', 'ping']),
    },
  },
  postgres: {
    title: 'PostgreSQL',
    // SQLAlchemy alone says nothing of the database.
    packages: [
      ...['psycopg', 'psycopg-binary', 'psycopg-c', 'psycopg2', 'psycopg2-binary'],
      ...['asyncpg', 'pg8000', 'aiopg', 'psycopg2cffi'],
    ],
    variables: { DATABASE_URL: 'postgresql://postgres:postgres@postgres:5432/postgres' },
    isBroker: false,
    definition: {
      image: 'postgres:18',
      environment: { POSTGRES_PASSWORD: 'postgres' },
      volumes: ['postgres-data:/var/lib/postgresql'],
      // By TCP: the server that only sets the database up listens on a socket.
      healthcheck: healthCheck(['pg_isready', '--host=127.0.0.1', '--username=postgres']),
    },
    volume: 'postgres-data',
  },
  rabbitmq: {
    title: 'RabbitMQ',
    packages: ['pika', 'aio-pika', 'aiormq', 'amqpstorm', 'rstream'],
    variables: { RABBITMQ_URL: 'amqp://guest:guest@rabbitmq:5672' },
    isBroker: true,
    definition: {
      image: 'rabbitmq:4',
      healthcheck: healthCheck(['rabbitmq-diagnostics', '--quiet', 'check_port_connectivity']),
    },
  },
};

/** The services that an image with these packages needs, in a fixed order. */
export function neededServices(packages: PackageVersions): readonly BackingName[] {
  return (Object.keys(backingServices) as BackingName[]).filter((name) =>
    backingServices[name].packages.some((each) => packages.has(each)),
  );
}

/** The variables that tell an image with these packages where one of its services is. */
export function variablesOf(
  name: BackingName,
  packages: PackageVersions,
): Readonly<Record<string, string>> {
  const { variables, isBroker } = backingServices[name];
  const [broker] = neededServices(packages).filter((each) => backingServices[each].isBroker);
  const [url = ''] = Object.values(variables);
  // Celery reads it before its own settings.
  return isBroker && name === broker && packages.has('celery')
    ? { ...variables, CELERY_BROKER_URL: url }
    : variables;
}

/** Asked often, because everything else waits for the answer. */
function healthCheck(command: readonly string[]): Readonly<Record<string, unknown>> {
  return { test: ['CMD', ...command], interval: '2s', timeout: '5s', retries: 30 };
}
