import { expect, test } from 'vitest';
import { type HttpRoleOptions, httpRole, listeningRole } from './http';

function role(options: Partial<HttpRoleOptions> = {}) {
  const made = httpRole({
    app: 'api.app:app',
    isFactory: false,
    interface: 'asgi',
    server: 'gunicorn',
    port: 8000,
    versions: new Map([
      ['gunicorn', '26.0.0'],
      ['uvicorn-worker', '0.4.0'],
      ['uvicorn', '0.54.0'],
    ]),
    healthPath: '/health',
    ...options,
  });
  const [variables, expose, health, command] = made.view.instructions;
  const words = JSON.parse((command ?? '').replace(/^CMD /, '').replaceAll('\\\n', '')) as string[];
  return { variables, expose, health, words, needs: made.needs.flatMap(({ anyOf }) => anyOf) };
}

const UVICORN_WORKER = '--worker-class=uvicorn_worker.UvicornWorker';
const REST = ['--worker-tmp-dir=/dev/shm', '--no-control-socket', '--graceful-timeout=8'];

test('gunicorn serves ASGI by uvicorn’s worker and ends before docker stop kills it', () => {
  const { words, variables } = role();
  expect(words).toEqual(['gunicorn', 'api.app:app', UVICORN_WORKER, ...REST]);
  expect(variables).toBe('ENV PORT=8000 \\\n    WEB_CONCURRENCY=2');
});

test('gunicorn serves WSGI by threads of its own', () => {
  const { words, variables } = role({ interface: 'wsgi', processes: 3, threads: 4 });
  expect(words).toEqual(['gunicorn', 'api.app:app', '--threads=4', ...REST]);
  expect(variables).toBe('ENV PORT=8000 \\\n    WEB_CONCURRENCY=3');
});

test.each([
  ['21.2.0', 'uvicorn', 'uvicorn.workers.UvicornWorker', false],
  ['25.0.3', undefined, 'asgi', false],
  ['25.1.0', undefined, 'asgi', true],
  [undefined, 'uvicorn-worker', 'uvicorn_worker.UvicornWorker', false],
])('gunicorn %s with %s has a worker and flags that it knows', (version, other, worker, has) => {
  const versions = new Map([['gunicorn', version], ...(other ? [[other, '0.30'] as const] : [])]);
  const { words } = role({ versions });
  expect(words).toContain(`--worker-class=${worker}`);
  expect(words.includes('--no-control-socket')).toBe(has);
});

test('a factory is called by gunicorn, and named to the others', () => {
  const factory = { app: 'api.app:create_app', isFactory: true };
  expect(role(factory).words[1]).toBe('api.app:create_app()');
  expect(role({ ...factory, server: 'uvicorn' }).words[2]).toMatch(
    /^exec uvicorn api\.app:create_app --factory /,
  );
  expect(role({ ...factory, server: 'granian' }).words[2]).toContain(' --factory ');
  expect(role({ ...factory, server: 'hypercorn' }).words[2]).toContain(" 'api.app:create_app()' ");
});

test('gunicorn serves aiohttp by the worker of aiohttp', () => {
  const { words, needs } = role({ interface: 'aiohttp', app: 'api.app:create_app' });
  expect(words.slice(0, 3)).toEqual([
    'gunicorn',
    'api.app:create_app',
    '--worker-class=aiohttp.GunicornWebWorker',
  ]);
  expect(needs).toEqual(['gunicorn', 'aiohttp']);
});

test('uwsgi reads the variables without a shell, and finishes open requests on SIGTERM', () => {
  const { words, variables, needs } = role({ server: 'uwsgi', interface: 'wsgi', threads: 4 });
  expect(words).toEqual([
    'uwsgi',
    '--module=api.app:app',
    '--http-socket=0.0.0.0:$(PORT)',
    '--master',
    '--processes=$(WEB_CONCURRENCY)',
    '--threads=4',
    '--need-app',
    '--die-on-term',
    '--hook-master-start=unix_signal:15 gracefully_kill_them_all',
  ]);
  expect(variables).toBe('ENV PORT=8000 \\\n    WEB_CONCURRENCY=2');
  expect(needs).toEqual(['uwsgi', 'pyuwsgi']);
});

test.each([
  ['0.17.3', '1'],
  ['0.18.0', '0'],
  [undefined, '1'],
])('hypercorn %s has %s processes for workers', (version, workers) => {
  const versions = new Map([['hypercorn', version]]);
  expect(role({ server: 'hypercorn', versions }).variables).toContain(`WEB_CONCURRENCY=${workers}`);
});

test('uvicorn takes PORT from the shell that it replaces, and has one process', () => {
  const { words, variables } = role({ server: 'uvicorn', port: 8080 });
  expect(words).toEqual([
    'sh',
    '-c',
    'exec uvicorn api.app:app --host=0.0.0.0 --port=$PORT --timeout-graceful-shutdown=8',
  ]);
  expect(variables).toBe('ENV PORT=8080');
  expect(role({ server: 'uvicorn', processes: 4 }).variables).toContain('WEB_CONCURRENCY=4');
  const old = new Map([['uvicorn', '0.21.1']]);
  expect(role({ server: 'uvicorn', versions: old }).words[2]).not.toContain('graceful');
});

test('`fastapi run` is called as it is', () =>
  expect(role({ server: 'fastapi' }).words).toEqual([
    'fastapi',
    'run',
    '--entrypoint=api.app:app',
  ]));

test('the probe asks on PORT for its path, and fails on what is missing', () => {
  const { expose, health } = role({ port: 9000, healthPath: '/ping' });
  expect(expose).toBe('EXPOSE 9000');
  expect(health).toContain("HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2)");
  expect(health).toContain("probe.request('GET', '/ping'); status = probe.getresponse().status; ");
  expect(health).toContain(
    "raise SystemExit(status >= 400 and 'GET /ping answered ' + str(status))",
  );
});

test('without a path there is no probe', () => {
  const { view } = listeningRole(['python', '-m', 'api'], { port: 9000 });
  expect(view.instructions).toEqual([
    'ENV PORT=9000',
    'EXPOSE 9000',
    'HEALTHCHECK NONE',
    'CMD ["python", "-m", "api"]',
  ]);
});

test.each([
  ['gunicorn and its worker', {}, ['gunicorn', 'uvicorn-worker']],
  ['gunicorn alone', { interface: 'wsgi' as const }, ['gunicorn']],
  ['uvicorn', { server: 'uvicorn' as const }, ['uvicorn']],
])('%s has to be in the lock', (_, options, needs) => expect(role(options).needs).toEqual(needs));
