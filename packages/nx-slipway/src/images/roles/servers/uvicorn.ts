import { neededPackage } from '../role';
import { atLeast } from './at-least';
import { GRACE, type Server } from './server';

/** Reads WEB_CONCURRENCY by itself, and UVICORN_PORT in place of PORT. `--timeout-graceful-shutdown` is of 0.22. */
export const uvicorn: Server = {
  packages: ['uvicorn'],
  interfaces: ['asgi', 'wsgi'],
  requirements: () => ['uvicorn'],
  lacks: () => undefined,
  command: ({ app, isFactory, interface: kind }, versions) => ({
    args: [
      'uvicorn',
      app,
      ...(isFactory ? ['--factory'] : []),
      ...(kind === 'wsgi' ? ['--interface=wsgi'] : []),
      '--host=0.0.0.0',
      '--port=$PORT',
      ...(atLeast(versions.get('uvicorn'), '0.22') ? [`--timeout-graceful-shutdown=${GRACE}`] : []),
    ],
    needsShell: true,
    needs: [neededPackage('uvicorn')],
  }),
};
