import type { SourceModule } from '../source-modules';
import { allParts, argument, literal, partsAt } from './bracketed';

/** Paths that answer GET of applications of Starlette, Litestar and aiohttp, which list their routes. */
export function listedRoutes(
  module: SourceModule,
  homeOf: (name: string) => SourceModule | undefined,
): readonly string[] {
  return [...ofStarlette(module), ...ofLitestar(module, homeOf), ...ofAiohttp(module)];
}

/** `Starlette(routes=[Route("/health", health)])`; what is mounted has a prefix and is not read. */
function ofStarlette({ text }: SourceModule): readonly string[] {
  const lists = allParts(text, /\bStarlette\(/).map((call) => argument(call, 'routes'));
  const routes = lists.flatMap((list) => listOf(list, text));
  return routes
    .flatMap((route) => allParts(route, /^(?:\w+\.)?Route\(/))
    .flatMap((call) => {
      const methods = argument(call, 'methods');
      const answersGet = methods === undefined || /["']GET["']/.test(methods);
      return (answersGet && literal(argument(call, 'path', 0))) || [];
    });
}

/** `Litestar(route_handlers=[health])`, of handlers below `@get("/health")`. */
function ofLitestar(
  { text }: SourceModule,
  homeOf: (name: string) => SourceModule | undefined,
): readonly string[] {
  return allParts(text, /\bLitestar\(/).flatMap((call) => {
    if (argument(call, 'path') !== undefined || argument(call, 'guards') !== undefined) return [];
    return listOf(argument(call, 'route_handlers', 0), text).flatMap((name) =>
      /^\w+$/.test(name) ? pathsOfHandler(name, homeOf(name)?.text ?? '') : [],
    );
  });
}

function pathsOfHandler(name: string, text: string): readonly string[] {
  const decorated = new RegExp(`^@(?:\\w+\\.)?get\\((?=[^@]*\\n(?:async )?def ${name}\\()`, 'gm');
  return [...text.matchAll(decorated)].flatMap(({ 0: matched, index }) => {
    const call = partsAt(text, index + matched.length - 1);
    const path = argument(call, 'path', 0);
    if (argument(call, 'guards') !== undefined || path === undefined) return [];
    const paths = path.startsWith('[') ? partsAt(path, 0) : [path];
    return paths.flatMap((each) => withSlash(literal(each)) ?? []);
  });
}

function withSlash(path: string | undefined): string | undefined {
  return path === undefined || path.startsWith('/') ? path : `/${path}`;
}

/** `app.add_routes([web.get("/health", health)])` and `app.router.add_get("/health", health)`. */
function ofAiohttp({ text }: SourceModule): readonly string[] {
  // The routes of an application below this one have a prefix.
  if (!/\bApplication\(/.test(text) || text.includes('add_subapp(')) return [];
  const listed = allParts(text, /\.add_routes\(\s*\[/).flatMap((list) =>
    list.flatMap((each) => allParts(each, /^(?:web\.)?get\(/)),
  );
  const added = allParts(text, /\.router\.add_get\(/);
  return [...listed, ...added].flatMap((call) => literal(argument(call, 'path', 0)) ?? []);
}

/** The parts of a list that is written at its place, or that a variable of the module has. */
function listOf(list: string | undefined, text: string): readonly string[] {
  if (list === undefined) return [];
  if (list.startsWith('[')) return partsAt(list, 0);
  return /^\w+$/.test(list)
    ? allParts(text, new RegExp(`^${list}(?:\\s*:[^=\\n]+)?\\s*=\\s*\\[`)).flat()
    : [];
}
