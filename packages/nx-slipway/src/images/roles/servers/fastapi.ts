import { neededPackage } from '../role';
import { atLeast } from './at-least';
import type { Server } from './server';

/** `fastapi run`: reads PORT by itself since fastapi-cli 0.0.12, and WEB_CONCURRENCY by uvicorn. */
export const fastapi: Server = {
  packages: ['fastapi-cli'],
  interfaces: ['asgi'],
  requirements: () => ['fastapi[standard]'],
  lacks({ isFactory }, versions) {
    const version = versions.get('fastapi-cli');
    if (isFactory) return '`fastapi run` cannot call a function that makes the application';
    return version === undefined || atLeast(version, '0.0.12')
      ? undefined
      : `fastapi-cli ${version} does not know --entrypoint and PORT, which need 0.0.12`;
  },
  command: ({ app }) => ({
    args: ['fastapi', 'run', `--entrypoint=${app}`],
    needsShell: false,
    needs: ['fastapi-cli', 'uvicorn'].map((name) => neededPackage(name, 'fastapi[standard]')),
  }),
};
