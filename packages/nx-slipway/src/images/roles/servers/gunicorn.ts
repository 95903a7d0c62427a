import { neededPackage } from '../role';
import { atLeast } from './at-least';
import { GRACE, type PackageVersions, type Server } from './server';

/**
 * Reads PORT and WEB_CONCURRENCY by itself. Flags by version, as the releases themselves know them: the worker
 * `asgi` since 24.0, `--no-control-socket` since 25.1.
 */
export const gunicorn: Server = {
  packages: ['gunicorn'],
  interfaces: ['asgi', 'wsgi', 'aiohttp'],
  requirements: (kind) => (kind === 'asgi' ? ['gunicorn', 'uvicorn-worker'] : ['gunicorn']),
  lacks: (app, versions) =>
    app.interface !== 'asgi' || asgiWorker(versions) !== undefined
      ? undefined
      : `gunicorn ${versions.get('gunicorn') ?? ''} serves ASGI applications with uvicorn-worker only`.replace(
          '  ',
          ' ',
        ),
  command({ app, isFactory, interface: kind, threads = 8 }, versions) {
    const worker = {
      asgi: asgiWorker(versions) ?? UVICORN_WORKER,
      aiohttp: AIOHTTP_WORKER,
      wsgi: undefined,
    }[kind];
    return {
      args: [
        'gunicorn',
        isFactory ? `${app}()` : app,
        worker ? `--worker-class=${worker.name}` : `--threads=${threads}`,
        // Heartbeats in memory: on a disk that stalls, healthy workers would be killed.
        '--worker-tmp-dir=/dev/shm',
        // The control socket wants a writable home folder.
        ...(atLeast(versions.get('gunicorn'), '25.1') ? ['--no-control-socket'] : []),
        `--graceful-timeout=${GRACE}`,
      ],
      needsShell: false,
      // Named, because servers count the host's processors and not the container's share.
      defaultProcesses: 2,
      needs: ['gunicorn', ...(worker?.needs ?? [])].map((name) => neededPackage(name)),
    };
  },
};

const AIOHTTP_WORKER = { name: 'aiohttp.GunicornWebWorker', needs: ['aiohttp'] };
const UVICORN_WORKER = { name: 'uvicorn_worker.UvicornWorker', needs: ['uvicorn-worker'] };

/** The worker that serves ASGI: that of a package of its own, uvicorn's older one or gunicorn's. */
function asgiWorker(versions: PackageVersions) {
  if (versions.has('uvicorn-worker')) return UVICORN_WORKER;
  if (versions.has('uvicorn')) return { name: 'uvicorn.workers.UvicornWorker', needs: ['uvicorn'] };
  return atLeast(versions.get('gunicorn'), '24') ? { name: 'asgi', needs: [] } : undefined;
}
