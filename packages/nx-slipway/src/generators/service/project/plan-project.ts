import { posix } from 'node:path';
import { renderTemplate } from '../../../images/bindings/render-template';
import type { ServerName } from '../../../images/roles/servers/server';
import type { InstallerName } from '../../../python/pyproject/python-project';
import type { FileEdit } from '../../file-edit';
import type { ServiceOptions } from '../service-options';
import { moduleName } from './check-module-name';

/** Roles that new projects are made for. */
export type ProjectRole = 'http' | 'dramatiq';

/** What a new project is planned from. */
export interface ProjectFacts {
  readonly name: string;
  /** Folder relative to the workspace root. */
  readonly directory: string;
  readonly role: ProjectRole;
  readonly installer: InstallerName;
  /** `>=3.13` */
  readonly requiresPython: string;
  readonly buildTarget: string;
  readonly runTarget: string;
  /** Text of one of the package's templates, by its path below `service/files/project`. */
  readonly template: (path: string) => string;
}

/** The smallest versions the templates run with, on Python 3.10 as well. */
const FASTAPI = 'fastapi>=0.162';
/** Servers of an application of FastAPI. */
type NewServer = Exclude<ServerName, 'uwsgi'>;

const SERVERS: Readonly<
  Record<NewServer, { readonly requires: readonly string[]; readonly development: string }>
> = {
  gunicorn: {
    requires: ['gunicorn>=25.1', 'uvicorn-worker>=0.4'],
    development: 'uvicorn --reload',
  },
  uvicorn: { requires: ['uvicorn>=0.54'], development: 'uvicorn --reload' },
  hypercorn: { requires: ['hypercorn>=0.17'], development: 'hypercorn --reload' },
  granian: { requires: ['granian>=2.0'], development: 'granian --interface=asgi' },
  fastapi: { requires: ['fastapi-cli>=0.0.12', 'uvicorn>=0.54'], development: 'uvicorn --reload' },
};
const PYTEST = 'pytest>=9.0';

const BROKERS = {
  redis: {
    title: 'Redis',
    module: 'redis',
    className: 'RedisBroker',
    variable: 'REDIS_URL',
    image: 'redis',
    url: 'redis://localhost:6379/0',
  },
  rabbitmq: {
    title: 'RabbitMQ',
    module: 'rabbitmq',
    className: 'RabbitmqBroker',
    variable: 'RABBITMQ_URL',
    image: 'rabbitmq',
    url: 'amqp://guest:guest@localhost:5672',
  },
} as const;

const HATCHLING = { requires: 'hatchling', name: 'hatchling.build' };
const POETRY_CORE = { requires: 'poetry-core>=2.0', name: 'poetry.core.masonry.api' };

/** How the README says that the project's tools are called, and how they get there first. */
function commands(installer: InstallerName, name: string, directory: string) {
  switch (installer) {
    case 'uv':
      return { run: `uv run --package ${name} `, setup: undefined };
    case 'poetry':
      return {
        run: `poetry --project ${directory} run `,
        setup: `poetry --project ${directory} install`,
      };
    case 'pip':
      return {
        run: '',
        setup: `python -m pip install --requirement ${directory}/requirements.txt --requirement ${directory}/requirements-dev.txt && python -m pip install --no-deps --editable ${directory}`,
      };
  }
}

/** The files of a new Python project that runs as it is. */
export function planProject(
  { server = 'gunicorn', broker = 'redis' }: Pick<ServiceOptions, 'server' | 'broker'>,
  facts: ProjectFacts,
): readonly FileEdit[] {
  const { name, directory, role, installer } = facts;
  const module = moduleName(name);
  // The check of a new service refuses the other one.
  const { requires, development } = SERVERS[server === 'uwsgi' ? 'gunicorn' : server];
  const view = {
    ...facts,
    module,
    description: role === 'http' ? `The HTTP service ${name}.` : `The background worker ${name}.`,
    ...commands(installer, name, directory),
    backend: installer === 'poetry' ? POETRY_CORE : HATCHLING,
    broker: BROKERS[broker],
    developmentServer: development,
    dependencies: role === 'http' ? [FASTAPI, ...requires] : [`dramatiq[${broker}]>=2.0`],
    devDependencies: role === 'http' ? ['httpx2>=2.14', PYTEST] : [PYTEST],
  };
  const code = posix.join('src', module);
  const files: readonly (readonly [string, string])[] = [
    ['pyproject.toml', 'pyproject.toml.ejs'],
    ['README.md', `${role}/README.md.ejs`],
    [posix.join(code, '__init__.py'), 'init.py.ejs'],
    ...(role === 'http'
      ? ([
          [posix.join(code, 'app.py'), 'http/app.py.ejs'],
          ['tests/test_app.py', 'http/test_app.py.ejs'],
        ] as const)
      : ([
          [posix.join(code, 'broker.py'), 'dramatiq/broker.py.ejs'],
          [posix.join(code, 'actors.py'), 'dramatiq/actors.py.ejs'],
          ['tests/test_actors.py', 'dramatiq/test_actors.py.ejs'],
        ] as const)),
  ];
  const edit = (path: string, content: string): FileEdit => ({
    file: posix.join(directory, path),
    content,
    owner: 'user',
  });
  return [
    ...files.map(([path, template]) => edit(path, renderTemplate(facts.template(template), view))),
    edit(posix.join(code, 'py.typed'), ''),
  ];
}
