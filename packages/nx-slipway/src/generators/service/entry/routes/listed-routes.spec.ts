import { expect, test } from 'vitest';
import { sourceModules } from '../source-modules';
import { listedRoutes } from './listed-routes';

function routes(text: string, others: Record<string, string> = {}): readonly string[] {
  const files = { 'api/app.py': text, ...others };
  const { installed } = sourceModules(new Map(Object.entries(files)), []);
  const [module, home = module] = installed;
  return module ? listedRoutes(module, () => home) : [];
}

test.each<[string, string, readonly string[]]>([
  [
    'Starlette',
    'app = Starlette(routes=[Route("/health", health), Route("/a/{b}", b)])\n',
    ['/health', '/a/{b}'],
  ],
  [
    'a variable',
    'routes = [\n    Route("/up", up),\n]\napp = Starlette(debug=True, routes=routes)\n',
    ['/up'],
  ],
  ['another method', 'app = Starlette(routes=[Route("/up", up, methods=["POST"])])\n', []],
  ['what is mounted', 'app = Starlette(routes=[Mount("/v1", routes=[Route("/up", up)])])\n', []],
  [
    'Litestar',
    '@get("/health")\nasync def health() -> str: ...\n\n\napp = Litestar([health])\n',
    ['/health'],
  ],
  [
    'a path without a slash',
    '@get(path="up", tags=["x"])\ndef up() -> str: ...\napp = Litestar(route_handlers=[up])\n',
    ['/up'],
  ],
  [
    'several paths',
    '@get(["/a", "/b"])\ndef up() -> str: ...\napp = Litestar([up])\n',
    ['/a', '/b'],
  ],
  ['a handler that is not used', '@get("/a")\ndef a() -> str: ...\napp = Litestar([b])\n', []],
  [
    'a handler that is guarded',
    '@get("/a", guards=[user])\ndef a() -> str: ...\napp = Litestar([a])\n',
    [],
  ],
  [
    'an application with a path',
    '@get("/a")\ndef a() -> str: ...\napp = Litestar([a], path="/v1")\n',
    [],
  ],
  [
    'aiohttp',
    'app = web.Application()\napp.add_routes([web.get("/health", h), web.post("/b", b)])\n',
    ['/health'],
  ],
  ['its router', 'app = web.Application()\napp.router.add_get("/ping", ping)\n', ['/ping']],
  [
    'an application below',
    'app = web.Application()\nv1.add_routes([web.get("/health", h)])\napp.add_subapp("/v1", v1)\n',
    [],
  ],
  ['nothing', 'app = FastAPI()\n', []],
])('%s', (_, text, expected) => expect(routes(text)).toEqual(expected));

test('a handler of another module', () =>
  expect(
    routes('app = Litestar([health])\n', {
      'api/ops.py': '@get("/health")\ndef health() -> str: ...\n',
    }),
  ).toEqual(['/health']));
