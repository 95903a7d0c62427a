import type { Interface, PackageVersions, ServedApp, ServerName } from './server';
import { servers } from './servers';

/** What decides the server of an image. */
export interface ServerFacts {
  readonly app: ServedApp;
  /** Packages that the image installs. */
  readonly versions: PackageVersions;
  /** Names that the project itself declares; the others come with them. */
  readonly direct: ReadonlySet<string>;
  /** The project has `[tool.fastapi]`, which `fastapi run` reads. */
  readonly hasFastapiSettings: boolean;
}

/** A server, or why none can serve the application. */
export type ChosenServer =
  | { readonly server: ServerName }
  | {
      /** What is installed and cannot serve the application. */
      readonly unfit: readonly string[];
      /** Servers that are installed and could be chosen in its place. */
      readonly others: readonly ServerName[];
    };

const APPLICATIONS: Readonly<Record<Interface, string>> = {
  asgi: 'ASGI applications',
  wsgi: 'WSGI applications',
  aiohttp: 'applications of aiohttp',
};

/**
 * Chooses the server of an image: the one that is asked for if it is installed, else one that the project
 * declares itself before one that another package brings.
 */
export function chooseServer(
  wanted: ServerName | undefined,
  { app, versions, direct, hasFastapiSettings }: ServerFacts,
): ChosenServer {
  const names = Object.keys(servers) as ServerName[];
  const installed = names.filter((name) =>
    servers[name].packages.some((each) => versions.has(each)),
  );
  const lacks = (name: ServerName): string | undefined =>
    servers[name].interfaces.includes(app.interface)
      ? servers[name].lacks(app, versions)
      : `${name === 'fastapi' ? '`fastapi run`' : name} does not serve ${APPLICATIONS[app.interface]}`;
  const fit = installed.filter((name) => lacks(name) === undefined);
  if (wanted !== undefined) {
    if (fit.includes(wanted)) return { server: wanted };
    const why = installed.includes(wanted) ? lacks(wanted) : undefined;
    return {
      unfit: why === undefined ? [] : [why],
      others: fit.filter((name) => name !== 'fastapi'),
    };
  }
  const isOwn = (name: ServerName): boolean =>
    servers[name].packages.some((each) => direct.has(each));
  // FastAPI's extra brings its command line to everybody; who configures it uses it.
  const usual = fit.filter((name) => name !== 'fastapi');
  const byFastapi = hasFastapiSettings && fit.includes('fastapi') ? (['fastapi'] as const) : [];
  const [server] = [...usual.filter(isOwn), ...byFastapi, ...usual];
  return server === undefined
    ? { unfit: installed.flatMap((name) => lacks(name) ?? []), others: [] }
    : { server };
}
