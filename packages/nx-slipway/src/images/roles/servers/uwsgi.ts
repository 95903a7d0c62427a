import type { Server } from './server';

/**
 * Replaces `$(PORT)` and `$(WEB_CONCURRENCY)` by itself, so that no shell is needed. SIGTERM would start it again
 * without `--die-on-term`, and drop open requests without the hook; pyuwsgi is the same program as a wheel.
 */
export const uwsgi: Server = {
  packages: ['uwsgi', 'pyuwsgi'],
  interfaces: ['wsgi'],
  requirements: () => ['pyuwsgi'],
  lacks: () => undefined,
  command: ({ app, isFactory, threads = 8 }) => ({
    args: [
      'uwsgi',
      `--module=${app}${isFactory ? '()' : ''}`,
      '--http-socket=0.0.0.0:$(PORT)',
      '--master',
      '--processes=$(WEB_CONCURRENCY)',
      `--threads=${threads}`,
      '--need-app',
      '--die-on-term',
      '--hook-master-start=unix_signal:15 gracefully_kill_them_all',
    ],
    needsShell: false,
    defaultProcesses: 2,
    needs: [{ anyOf: ['uwsgi', 'pyuwsgi'], requirement: 'pyuwsgi' }],
  }),
};
