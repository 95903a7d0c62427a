import { expect, test } from 'vitest';
import { type HttpRoleOptions, httpRole } from './http';

function role(options: Partial<HttpRoleOptions> = {}) {
  const made = httpRole({
    app: 'api.app:app',
    interface: 'asgi',
    server: 'gunicorn',
    port: 8000,
    ...options,
  });
  const [expose, health, command] = made.view.instructions;
  const words = JSON.parse((command ?? '').replace(/^CMD /, '').replaceAll('\\\n', '')) as string[];
  return { expose, health, words, needs: made.needs.flatMap(({ anyOf }) => anyOf) };
}

test('gunicorn serves ASGI by uvicorn’s worker and ends before docker stop kills it', () =>
  expect(role().words).toEqual([
    'gunicorn',
    'api.app:app',
    '--bind=0.0.0.0:8000',
    '--worker-class=uvicorn_worker.UvicornWorker',
    '--workers=2',
    '--worker-tmp-dir=/dev/shm',
    '--no-control-socket',
    '--graceful-timeout=8',
  ]));

test('gunicorn serves WSGI by threads of its own', () =>
  expect(role({ interface: 'wsgi', processes: 3, threads: 4 }).words).toEqual([
    'gunicorn',
    'api.app:app',
    '--bind=0.0.0.0:8000',
    '--workers=3',
    '--threads=4',
    '--worker-tmp-dir=/dev/shm',
    '--no-control-socket',
    '--graceful-timeout=8',
  ]));

test('uvicorn names its processes only where it is told to', () => {
  const command = ['uvicorn', 'api.app:app', '--host=0.0.0.0', '--port=8080'];
  const uvicorn = (processes?: number) =>
    role({ server: 'uvicorn', port: 8080, ...(processes && { processes }) }).words;
  expect(uvicorn()).toEqual([...command, '--timeout-graceful-shutdown=8']);
  expect(uvicorn(4)).toEqual([...command, '--workers=4', '--timeout-graceful-shutdown=8']);
});

test('the port is that of the probe as well', () => {
  const { expose, health } = role({ port: 9000 });
  expect(expose).toBe('EXPOSE 9000');
  expect(health).toContain("HTTPConnection('127.0.0.1', 9000, timeout=2)");
});

test.each([
  ['gunicorn and its worker', {}, ['gunicorn', 'uvicorn-worker']],
  ['gunicorn alone', { interface: 'wsgi' as const }, ['gunicorn']],
  ['uvicorn', { server: 'uvicorn' as const }, ['uvicorn']],
])('%s has to be in the lock', (_, options, needs) => expect(role(options).needs).toEqual(needs));
