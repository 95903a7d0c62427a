import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { builtInRoles } from './definition/built-in-roles';
import type { RoleDefinition } from './definition/role-definition';
import { roleOfDockerfile } from './role-of-dockerfile';

const OWN: readonly [string, RoleDefinition][] = [
  [
    'mail-worker',
    { description: 'x', kind: 'worker', command: ['dramatiq', '--queues', 'mail', '--verbose'] },
  ],
  ['bare', { description: 'x', kind: 'http', command: ['uvicorn', '--lifespan=off'] }],
  ['script', { description: 'x', kind: 'job', command: ['bash', 'nightly.sh'] }],
];

function roleOf(...instructions: readonly string[]): string {
  const text = `FROM python\n${instructions.join('\n')}\n`;
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  return roleOfDockerfile(dockerfile, new Map([...builtInRoles, ...OWN]));
}

const OPENS_PORT = `HEALTHCHECK --interval=9s CMD ["python", "-c", \\\n "import os, socket; socket.create_connection(('127.0.0.1', int(os.environ['PORT'])), 2)"]`;

test.each([
  ['dramatiq', ['HEALTHCHECK NONE', 'CMD ["dramatiq", "a.b", "--threads=8"]']],
  ['celery', ['HEALTHCHECK NONE', 'CMD ["celery", "-A", "a", "worker", "-l", "INFO"]']],
  ['celery-beat', ['HEALTHCHECK NONE', 'CMD ["celery", "--app=a", "beat"]']],
  ['flower', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["sh", "-c", "exec celery --app=a flower"]']],
  ['alembic', ['HEALTHCHECK NONE', 'CMD ["alembic", "upgrade", "head"]']],
  ['arq', ['HEALTHCHECK NONE', 'CMD ["arq", "a.Settings"]']],
  ['huey', ['HEALTHCHECK NONE', 'CMD ["huey_consumer", "a.b", "--workers=1", "--no-periodic"]']],
  ['taskiq', ['HEALTHCHECK NONE', 'CMD ["taskiq", "worker", "a:b", "a.tasks"]']],
  ['taskiq-scheduler', ['HEALTHCHECK NONE', 'CMD ["taskiq", "scheduler", "a:b"]']],
  ['django-migrate', ['HEALTHCHECK NONE', 'CMD ["python", "manage.py", "migrate"]']],
  ['mail-worker', ['HEALTHCHECK NONE', 'CMD ["dramatiq", "a", "--queues", "mail", "--verbose"]']],
  ['http', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["sh", "-c", "exec uvicorn a:app"]']],
  ['bare', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["uvicorn", "a:app", "--lifespan=off"]']],
  ['http', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["serve"]']],
  ['http', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["uwsgi", "--module=a:app"]']],
  ['grpc', ['EXPOSE 1', OPENS_PORT, 'CMD ["python", "-m", "a.server"]']],
  ['http', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["python", "-m", "a.server"]']],
  ['streamlit', ['EXPOSE 1', 'HEALTHCHECK NONE', 'CMD ["sh", "-c", "exec streamlit run a.py"]']],
  ['script', ['HEALTHCHECK NONE', 'CMD ["bash", "nightly.sh"]']],
  [
    'gradio',
    [
      'EXPOSE 1',
      'HEALTHCHECK NONE',
      'CMD ["sh", "-c", "exec env GRADIO_SERVER_PORT=$PORT python -m a"]',
    ],
  ],
  [
    'dash',
    [
      'EXPOSE 1',
      'HEALTHCHECK NONE',
      'CMD ["gunicorn", "a:server", "--name=dash", "--worker-tmp-dir=/dev/shm", "--graceful-timeout=8"]',
    ],
  ],
  [
    'http',
    [
      'EXPOSE 1',
      'HEALTHCHECK NONE',
      'CMD ["gunicorn", "a:server", "--worker-tmp-dir=/dev/shm", "--graceful-timeout=8"]',
    ],
  ],
  ['dev', ['HEALTHCHECK NONE', 'CMD ["bash"]']],
])('%s is told by %j', (role, instructions) => expect(roleOf(...instructions)).toBe(role));

test.each([
  ['a command of the user', ['CMD ["alembic", "upgrade", "head"]']],
  ['another command of a program', ['HEALTHCHECK NONE', 'CMD ["celery", "--app=a", "purge"]']],
  ['shell form', ['HEALTHCHECK NONE', 'CMD celery --app=a worker']],
  ['a script of no role', ['HEALTHCHECK NONE', 'CMD ["bash", "weekly.sh"]']],
])('%s is no role that a file describes', (_, instructions) =>
  expect(roleOf(...instructions)).toBe('command'),
);
