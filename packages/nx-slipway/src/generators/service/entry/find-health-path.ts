import { djangoRoutes } from './routes/django-routes';
import { listedRoutes } from './routes/listed-routes';
import type { SourceModule } from './source-modules';

/** Paths by which services say that they are well, the likeliest first. */
const PATHS = [
  '/health',
  '/healthz',
  '/healthcheck',
  '/health-check',
  '/health/live',
  '/livez',
  '/live',
  '/ping',
  '/alive',
  '/up',
  '/status',
  '/heartbeat',
  '/__heartbeat__',
  '/-/healthy',
  '/_health',
];

const APPS = 'FastAPI|Starlette|Quart|Flask|Litestar|Application';
const ROUTERS = 'APIRouter|Blueprint|RouteTableDef';
/** Arguments of a call, with calls in them. */
const ARGUMENTS = '(?<args>(?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*)';

/** A variable of a module that routes are added to. */
interface Receiver {
  readonly module: SourceModule;
  readonly name: string;
}

/**
 * Finds the path of a route that says whether the application is well. Only routes are read whose whole path
 * is written at their function: on the application, or on a router that has no prefix and gets none.
 *
 * @param target the application: `api.app:app`
 */
export function findHealthPath(
  target: string,
  modules: readonly SourceModule[],
): string | undefined {
  const found = new Set(findRoutes(target, modules));
  const known = PATHS.flatMap((path) => [path, `${path}/`]);
  return known.find((path) => found.has(path));
}

/** Paths of an application that answer GET, as far as they can be read. */
export function findRoutes(target: string, modules: readonly SourceModule[]): readonly string[] {
  const [name = '', attribute = 'app'] = target.split(':');
  const module = modules.find((each) => each.name === name);
  if (!module) return [];
  const isMade = new RegExp(`^${attribute}\\b[^=\\n]*=\\s*(?:\\w+\\.)?(?:${APPS})\\(`, 'm');
  const makers = [module, ...makersOf(module, modules)];
  const apps = [
    ...(isMade.test(module.text) ? [] : [{ module, name: attribute }]),
    ...makers.flatMap((each) => variables(each, APPS)),
  ];
  const receivers = [...apps, ...apps.flatMap((app) => includedRouters(app.module, modules))];
  const listed = makers.flatMap((each) =>
    listedRoutes(each, (handler) => {
      const [home, ...others] = homesOf(each, importedFrom(each.text, handler), modules);
      return others.length > 0 ? undefined : home;
    }),
  );
  const all = [...receivers.flatMap(routesOf), ...listed, ...djangoRoutes(module, modules)];
  return [...new Set(all)];
}

/** Modules that define a function which the given one imports and calls to make its application. */
function makersOf(module: SourceModule, modules: readonly SourceModule[]) {
  const maker = /^\w+(?:\s*:[^=\n]+)?\s*=\s*(?<maker>\w+)\(/gm;
  const names = [...module.text.matchAll(maker)].flatMap(({ groups }) => groups?.maker ?? []);
  return modules.filter(({ text }) =>
    names.some((name) => new RegExp(`^def ${name}\\(`, 'm').test(text)),
  );
}

/** Variables that are made by one of the classes, without a prefix and without anything that guards their routes. */
function variables(module: SourceModule, classes: string): readonly Receiver[] {
  const made = new RegExp(
    `^\\s*(?<name>\\w+)(?:\\s*:[^=\\n]+)?\\s*=\\s*(?:\\w+\\.)?(?:${classes})\\(${ARGUMENTS}\\)`,
    'gm',
  );
  return [...module.text.matchAll(made)].flatMap(({ groups: { name = '', args = '' } = {} }) =>
    isPlain(args) ? [{ module, name }] : [],
  );
}

function isPlain(args: string): boolean {
  return !/\b(?:prefix|url_prefix|dependencies)\s*=/.test(args);
}

/** Routers that a module adds to its application as they are. */
function includedRouters(module: SourceModule, modules: readonly SourceModule[]) {
  const calls = module.text.matchAll(
    new RegExp(`\\.(?:include_router|register_blueprint|add_routes)\\(${ARGUMENTS}\\)`, 'g'),
  );
  return [...calls].flatMap(({ groups: { args = '' } = {} }): readonly Receiver[] => {
    const [, holder, name = ''] = /^\s*(?:(\w+)\.)?(\w+)\s*(?:,|$)/.exec(args) ?? [];
    if (name === '' || !isPlain(args)) return [];
    const homes = homesOf(module, holder ?? importedFrom(module.text, name), modules);
    const routers = homes.flatMap((home) => variables(home, ROUTERS));
    // Two modules of one name: which of them is meant is not read.
    return homes.length === 1 ? routers.filter((router) => router.name === name) : [];
  });
}

/** The modules that may be meant by the last part of a name, or the one that has no import. */
function homesOf(
  module: SourceModule,
  from: string | undefined,
  modules: readonly SourceModule[],
): readonly SourceModule[] {
  return from === undefined
    ? [module]
    : modules.filter((each) => each.name === from || each.name.endsWith(`.${from}`));
}

/** Last part of the module that a name is imported from. */
function importedFrom(text: string, name: string): string | undefined {
  const imports = text.matchAll(/^from\s+(?<from>[\w.]+)\s+import\s+(?<names>\([^)]*\)|.*)$/gm);
  for (const { groups: { from = '', names = '' } = {} } of imports) {
    const words = names
      .replace(/[()]/g, '')
      .split(',')
      .map((word) => word.trim());
    if (words.includes(name)) return from.split('.').at(-1);
  }
  return undefined;
}

/** Literal paths of routes that answer GET. */
function routesOf({ module, name }: Receiver): readonly string[] {
  const decorators = module.text.matchAll(
    new RegExp(
      `^\\s*@${name}\\.(?<method>get|route|api_route)\\(\\s*(?:path\\s*=\\s*)?["'](?<path>/[^"']*)["']${ARGUMENTS}\\)`,
      'gm',
    ),
  );
  return [...decorators].flatMap(({ groups: { method = '', path = '', args = '' } = {} }) => {
    const methods = /\bmethods\s*=\s*(\[[^\]]*\])/.exec(args)?.[1];
    const answersGet = method === 'get' || methods === undefined || /["']GET["']/i.test(methods);
    return answersGet && !/\bdependencies\s*=/.test(args) ? [path] : [];
  });
}
