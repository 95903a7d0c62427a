import { execForm } from './exec-form';
import type { Role } from './role';

/** What decides how an image serves HTTP. */
export interface HttpRoleOptions {
  /** Application object: `api.app:app`. */
  readonly app: string;
  /** `wsgi` for an application of the older, synchronous interface. */
  readonly interface: 'asgi' | 'wsgi';
  readonly server: 'gunicorn' | 'uvicorn';
  /** TCP port in the container. */
  readonly port: number;
  /** Worker processes. */
  readonly processes?: number;
  /** Threads of one process; for WSGI alone. */
  readonly threads?: number;
}

/** Seconds a server may take to finish open requests: less than the 10 after which `docker stop` kills. */
const GRACE = 8;

/** An image that serves HTTP and answers on `/health`. */
export function httpRole(options: HttpRoleOptions): Role {
  const { args, needs } = options.server === 'uvicorn' ? uvicorn(options) : gunicorn(options);
  return {
    view: {
      instructions: [`EXPOSE ${options.port}`, healthCheck(options.port), execForm('CMD', args)],
    },
    needs: needs.map((name) => ({ anyOf: [name], requirement: name })),
  };
}

function gunicorn({ app, port, processes = 2, ...options }: HttpRoleOptions) {
  const isAsgi = options.interface === 'asgi';
  return {
    args: [
      'gunicorn',
      app,
      `--bind=0.0.0.0:${port}`,
      ...(isAsgi ? ['--worker-class=uvicorn_worker.UvicornWorker'] : []),
      // Named, because servers count the host's processors and not the container's share.
      `--workers=${processes}`,
      ...(isAsgi ? [] : [`--threads=${options.threads ?? 8}`]),
      // Heartbeats in memory: on a disk that stalls, healthy workers would be killed.
      '--worker-tmp-dir=/dev/shm',
      // The control socket wants a writable home folder.
      '--no-control-socket',
      `--graceful-timeout=${GRACE}`,
    ],
    needs: isAsgi ? ['gunicorn', 'uvicorn-worker'] : ['gunicorn'],
  };
}

function uvicorn({ app, port, processes }: HttpRoleOptions) {
  return {
    args: [
      'uvicorn',
      app,
      '--host=0.0.0.0',
      `--port=${port}`,
      ...(processes === undefined ? [] : [`--workers=${processes}`]),
      `--timeout-graceful-shutdown=${GRACE}`,
    ],
    needs: ['uvicorn'],
  };
}

/**
 * Neither curl nor a shell is needed, and `http.client` takes no notice of HTTP_PROXY, which `urllib`
 * would send the probe to. An application without `/health` is alive as long as it answers.
 */
function healthCheck(port: number): string {
  const probe = [
    'import http.client',
    `probe = http.client.HTTPConnection('127.0.0.1', ${port}, timeout=2)`,
    "probe.request('GET', '/health')",
    'raise SystemExit(probe.getresponse().status >= 500)',
  ].join('; ');
  return [
    'HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \\',
    `    ${execForm('CMD', ['python', '-c', probe])}`,
  ].join('\n');
}
