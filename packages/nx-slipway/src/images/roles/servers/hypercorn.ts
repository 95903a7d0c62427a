import { neededPackage } from '../role';
import { atLeast } from './at-least';
import { GRACE, type Server } from './server';

/**
 * Reads no variable by itself. Since 0.18 its worker processes drop open requests when they are stopped; without any,
 * the process that was started serves, and finishes them. 0.14 has no such way.
 */
export const hypercorn: Server = {
  packages: ['hypercorn'],
  interfaces: ['asgi', 'wsgi'],
  requirements: () => ['hypercorn'],
  lacks: () => undefined,
  command: ({ app, isFactory, interface: kind }, versions) => ({
    args: [
      'hypercorn',
      // In quotes, because a shell reads the parentheses of a factory.
      `'${kind === 'wsgi' ? 'wsgi:' : ''}${app}${isFactory ? '()' : ''}'`,
      '--bind=0.0.0.0:$PORT',
      '--workers=$WEB_CONCURRENCY',
      `--graceful-timeout=${GRACE}`,
    ],
    needsShell: true,
    defaultProcesses: atLeast(versions.get('hypercorn'), '0.18') ? 0 : 1,
    needs: [neededPackage('hypercorn')],
  }),
};
