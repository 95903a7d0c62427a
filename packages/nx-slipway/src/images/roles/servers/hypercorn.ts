import { neededPackage } from '../role';
import { GRACE, type Server } from './server';

/** Reads no variable by itself. */
export const hypercorn: Server = {
  package: 'hypercorn',
  requirements: () => ['hypercorn'],
  lacks: () => undefined,
  command: ({ app, isFactory, interface: kind }) => ({
    args: [
      'hypercorn',
      // In quotes, because a shell reads the parentheses of a factory.
      `'${kind === 'wsgi' ? 'wsgi:' : ''}${app}${isFactory ? '()' : ''}'`,
      '--bind=0.0.0.0:$PORT',
      '--workers=$WEB_CONCURRENCY',
      `--graceful-timeout=${GRACE}`,
    ],
    needsShell: true,
    defaultProcesses: 1,
    needs: [neededPackage('hypercorn')],
  }),
};
