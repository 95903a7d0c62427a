import { neededPackage } from '../role';
import type { Server } from './server';

/** Reads GRANIAN_PORT and GRANIAN_WORKERS, and neither PORT nor WEB_CONCURRENCY. */
export const granian: Server = {
  packages: ['granian'],
  interfaces: ['asgi', 'wsgi'],
  requirements: () => ['granian'],
  lacks: () => undefined,
  command: ({ app, isFactory, interface: kind }) => ({
    args: [
      'granian',
      app,
      ...(isFactory ? ['--factory'] : []),
      `--interface=${kind}`,
      '--host=0.0.0.0',
      '--port=$PORT',
      '--workers=$WEB_CONCURRENCY',
    ],
    needsShell: true,
    defaultProcesses: 1,
    needs: [neededPackage('granian')],
  }),
};
