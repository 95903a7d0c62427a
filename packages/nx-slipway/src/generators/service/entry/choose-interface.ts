import type { Interface, PackageVersions, ServerName } from '../../../images/roles/servers/server';
import type { ServiceOptions } from '../service-options';

/** What is installed to serve ASGI, by a project that could be served in either way. */
const OF_ASGI = ['channels', 'daphne', 'granian', 'hypercorn', 'uvicorn', 'uvicorn-worker'];

/** The interface of Django, whose projects have a module for each. */
export function preferredInterface(
  { interface: requested, server }: Pick<ServiceOptions, 'interface' | 'server'>,
  versions: PackageVersions,
): Interface {
  if (requested !== undefined) return requested;
  return server !== 'uwsgi' && OF_ASGI.some((name) => versions.has(name)) ? 'asgi' : 'wsgi';
}

const FRAMEWORKS: Readonly<Record<'asgi' | 'wsgi', readonly string[]>> = {
  asgi: ['fastapi', 'starlette', 'litestar', 'quart'],
  wsgi: ['flask', 'bottle', 'pyramid'],
};

/** The interface that a server or the installed frameworks leave no doubt of. */
export function interfaceOf(
  server: ServerName | undefined,
  versions: PackageVersions,
): Interface | undefined {
  if (server === 'uvicorn' || server === 'fastapi') return 'asgi';
  if (server === 'uwsgi') return 'wsgi';
  const has = (kind: 'asgi' | 'wsgi'): boolean =>
    FRAMEWORKS[kind].some((name) => versions.has(name));
  return has('asgi') === has('wsgi') ? undefined : has('asgi') ? 'asgi' : 'wsgi';
}
