import { expect, test } from 'vitest';
import { describeApp, findApp } from './find-app';
import { sourceModules } from './source-modules';

function modules(files: Record<string, string>) {
  return sourceModules(new Map(Object.entries(files)), []).installed;
}

test.each([
  ['src/api/app.py', 'app = FastAPI(title="x")', 'api.app:app', 'asgi'],
  ['api/main.py', 'app: FastAPI = fastapi.FastAPI()', 'api.main:app', 'asgi'],
  ['main.py', 'app = FastAPI()', 'main:app', 'asgi'],
  ['src/api/__init__.py', 'server = Starlette(routes=[])', 'api:server', 'asgi'],
  ['src/site/asgi.py', 'application = get_asgi_application()', 'site.asgi:application', 'asgi'],
  ['src/site/wsgi.py', 'application = get_wsgi_application()', 'site.wsgi:application', 'wsgi'],
  ['src/api/app.py', 'app = Flask(__name__)', 'api.app:app', 'wsgi'],
  ['src/api/wsgi.py', 'from flask import g\napp = create_app()', 'api.wsgi:app', 'wsgi'],
  [
    'src/api/app.py',
    'def create_app():\n    app = FastAPI()\n    return app\n\n\napp = create_app()',
    'api.app:app',
    'asgi',
  ],
] as const)('%s: %s', (file, text, target, kind) =>
  expect(findApp(modules({ [file]: `"""x"""\n${text}\n` }))).toEqual({
    target,
    interface: kind,
    isFactory: false,
  }),
);

const DJANGO = {
  'src/shop/asgi.py': 'application = get_asgi_application()\n',
  'src/shop/wsgi.py': 'application = get_wsgi_application()\n',
};

test.each([
  ['wsgi', 'shop.wsgi:application'],
  ['asgi', 'shop.asgi:application'],
  ['aiohttp', 'shop.asgi:application'],
] as const)('of the two modules of Django, that for %s', (preferred, target) =>
  expect(findApp(modules(DJANGO), preferred)?.target).toBe(target),
);

test('channels make an application of Django', () => {
  const asgi = 'application = ProtocolTypeRouter({"http": get_asgi_application()})\n';
  const files = modules({ ...DJANGO, 'src/shop/asgi.py': asgi });
  expect(findApp(files, 'asgi')).toMatchObject({
    target: 'shop.asgi:application',
    interface: 'asgi',
  });
});

test('another application is not left for one of Django', () => {
  const files = modules({ ...DJANGO, 'src/shop/asgi.py': 'app = FastAPI()\n' });
  expect(findApp(files, 'wsgi')?.target).toBe('shop.asgi:app');
});

const WEB = 'from aiohttp import web\n\n';

test.each([
  ['app = web.Application()\n', 'app', false],
  ['async def create_app() -> web.Application:\n    return make()\n', 'create_app', false],
  ['def create_app():\n    return web.Application()\n', 'create_app', true],
])('an application of aiohttp: %j', (text, name, isFactory) => {
  const files = modules({ 'api/app.py': WEB + text });
  const app = { target: `api.app:${name}`, interface: 'aiohttp', isFactory };
  expect(findApp(files)).toEqual(app);
  expect(describeApp(app.target, files)).toEqual(app);
});

test.each([
  'from tornado.web import Application\n\napp = Application([])\n',
  'async def create_app():\n    return FastAPI()\n',
])('%j is not found', (text) => expect(findApp(modules({ 'api/app.py': text }))).toBeUndefined());

test('the interface of an application that another module makes is that of its factory', () => {
  const app = 'from .core import create_app\napp = create_app()\n';
  const core = 'def create_app(config=None):\n    app = Flask(__name__)\n    return app\n';
  expect(findApp(modules({ 'api/app.py': app, 'api/core.py': core }))).toMatchObject({
    target: 'api.app:app',
    interface: 'wsgi',
  });
  expect(findApp(modules({ 'api/app.py': app }))).toEqual({
    target: 'api.app:app',
    isFactory: false,
  });
});

test.each([
  ['def create_app():\n    app = FastAPI()\n    return app\n', 'asgi'],
  ['def make_app(debug: bool = False) -> Flask:\n    return build(debug)\n', 'wsgi'],
  ['def create_application(*, x: int = 1) -> "fastapi.FastAPI":\n\n    return x\n', 'asgi'],
])('a factory is found where there is no application: %j', (text, kind) => {
  const found = findApp(modules({ 'api/app.py': text }));
  expect(found).toEqual({
    target: `api.app:${/def (\w+)/.exec(text)?.[1]}`,
    interface: kind,
    isFactory: true,
  });
});

test.each([
  'def make():\n    app = FastAPI()\n    return app\n',
  'def create_app(settings):\n    return FastAPI()\n',
  'def create_app():\n    return object()\n',
  'app = 3\n',
  '# app = FastAPI()\n',
  '"""\napp = FastAPI()\n"""\n',
])('no application: %j', (text) =>
  expect(findApp(modules({ 'src/api/app.py': text }))).toBeUndefined(),
);

test('the likeliest module comes first, whatever order files are read in', () => {
  const app = 'app = FastAPI()\n';
  const files = { 'src/api/zz.py': app, 'src/api/v1/app.py': app, 'src/api/app.py': app };
  expect(findApp(modules(files))?.target).toBe('api.app:app');
});

test.each([
  ['a.web:web', { interface: 'wsgi', isFactory: false }],
  ['a.app', { target: 'a.app:app', interface: 'asgi', isFactory: false }],
  ['a.app:make', { interface: 'asgi', isFactory: true }],
  ['a.raw:serve', { interface: 'asgi', isFactory: false }],
  ['a.raw:old', { isFactory: false }],
  ['elsewhere:app', { isFactory: false }],
])('a named application %s is what its module declares', (target, expected) => {
  const files = modules({
    'src/a/web.py': 'web = Flask(__name__)\n',
    'src/a/app.py': 'app = FastAPI()\n\n\ndef make() -> FastAPI:\n    return app\n',
    'src/a/raw.py': 'async def serve(scope, receive, send): ...\n\n\nold = load()\n',
  });
  expect(describeApp(target, files)).toEqual({ target, ...expected });
});
