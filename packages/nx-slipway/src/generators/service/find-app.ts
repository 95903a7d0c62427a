/** An application object, and the interface it has. */
export interface FoundApp {
  /** `api.app:app` */
  readonly target: string;
  readonly interface: 'asgi' | 'wsgi';
}

/** Python files of a project: text by path relative to its folder. */
export type PythonSources = ReadonlyMap<string, string>;

/** Names of modules that hold applications or actors, the likeliest first. */
const APP_MODULES = ['asgi', 'app', 'main', 'server', 'wsgi', '__init__', 'application', 'api'];
const ACTOR_MODULES = ['actors', 'tasks', 'worker', 'workers', 'jobs', '__init__'];

const APP =
  /^(?<name>[A-Za-z]\w*)(?:\s*:\s*[\w.[\], ]+)?\s*=\s*(?:[\w.]+\.)?(?<maker>FastAPI|Starlette|Litestar|Quart|Flask|get_asgi_application|get_wsgi_application|(?:create|make|get|build)_app(?:lication)?)\(/m;

/** The application object of a project, as its sources declare it at the top of a module. */
export function findApp(sources: PythonSources): FoundApp | undefined {
  const found = ranked(sources, APP_MODULES).flatMap(({ module, text }): FoundApp[] => {
    const { name, maker } = APP.exec(text)?.groups ?? {};
    if (name === undefined || maker === undefined) return [];
    const isWsgi =
      maker === 'Flask' ||
      maker === 'get_wsgi_application' ||
      (maker.endsWith('_app') && /^(?:from|import) flask\b/m.test(text));
    return [{ target: `${module}:${name}`, interface: isWsgi ? 'wsgi' : 'asgi' }];
  });
  return found[0];
}

/** The module that declares a project's actors. */
export function findActors(sources: PythonSources): string | undefined {
  return ranked(sources, ACTOR_MODULES).find(({ text }) =>
    /^\s*@(?:dramatiq\.)?actor\b/m.test(text),
  )?.module;
}

/** The interface of an application object that was named: that of the module's own declaration. */
export function interfaceOf(target: string, sources: PythonSources): FoundApp['interface'] {
  const [module] = target.split(':');
  const own = [...sources].filter(([file]) => moduleOf(file) === module);
  return findApp(new Map(own))?.interface ?? 'asgi';
}

function ranked(sources: PythonSources, names: readonly string[]) {
  const rank = (file: string): number => {
    const index = names.indexOf(file.split('/').at(-1)?.replace(/\.py$/, '') ?? '');
    return index === -1 ? names.length : index;
  };
  const depth = (file: string): number => file.split('/').length;
  return [...sources]
    .sort(([a], [b]) => rank(a) - rank(b) || depth(a) - depth(b) || (a < b ? -1 : a > b ? 1 : 0))
    .map(([file, text]) => ({ module: moduleOf(file), text }));
}

/** `api.app` for `src/api/app.py`, `api` for `api/__init__.py`. */
function moduleOf(file: string): string {
  return file
    .replace(/^src\//, '')
    .replace(/(?:\/__init__)?\.py$/, '')
    .replaceAll('/', '.');
}
