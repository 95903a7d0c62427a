import { expect, test } from 'vitest';
import { findHealthPath } from './find-health-path';
import { sourceModules } from './source-modules';

function find(files: Record<string, string>, target = 'api.app:app') {
  return findHealthPath(target, sourceModules(new Map(Object.entries(files)), []).installed);
}
const FASTAPI = 'app = FastAPI(title="x", lifespan=make(1))\n';
const PING = 'def ping(): ...\n';

test.each([
  ['a decorator', `${FASTAPI}\n@app.get("/ping")\n${PING}`, '/ping'],
  ['a slash at the end', `${FASTAPI}\n@app.get('/healthz/', tags=["x"])\n${PING}`, '/healthz/'],
  [
    'the likeliest of several',
    `${FASTAPI}@app.get("/ping")\n${PING}@app.get("/health")\n`,
    '/health',
  ],
  ['Flask', 'app = Flask(__name__)\n@app.route("/health")\ndef f(): ...\n', '/health'],
  [
    'the GET of several methods',
    `${FASTAPI}@app.api_route("/up", methods=["GET", "HEAD"])\n${PING}`,
    '/up',
  ],
  [
    'an application in its factory',
    `def create_app():\n    app = FastAPI()\n\n    @app.get("/live")\n    ${PING}    return app\n\n\napp = create_app()\n`,
    '/live',
  ],
  [
    'a router without a prefix',
    `router = APIRouter(tags=["x"])\n\n@router.get("/ping")\n${PING}app = FastAPI()\napp.include_router(router, tags=["y"])\n`,
    '/ping',
  ],
  [
    'a blueprint',
    'bp = Blueprint("x", __name__)\n@bp.get("/ping")\ndef f(): ...\napp = Flask(__name__)\napp.register_blueprint(bp)\n',
    '/ping',
  ],
  [
    'a list of Starlette',
    'app = Starlette(routes=[Route("/", home), Route("/healthz", health)])\n',
    '/healthz',
  ],
  [
    'a handler of Litestar',
    '@get("/health")\nasync def health() -> str: ...\n\n\napp = Litestar([health])\n',
    '/health',
  ],
  [
    'a table of aiohttp',
    `routes = web.RouteTableDef()\n\n@routes.get("/ping")\nasync ${PING}app = web.Application()\napp.add_routes(routes)\n`,
    '/ping',
  ],
])('%s', (_, text, path) => expect(find({ 'api/app.py': text })).toBe(path));

test.each([
  ['a route of another kind', `${FASTAPI}@app.post("/health")\n${PING}`],
  ['a path with a parameter', `${FASTAPI}@app.get("/health/{name}")\n${PING}`],
  ['a path that is computed', `${FASTAPI}@app.get(PREFIX + "/health")\n${PING}`],
  [
    'a router with a prefix',
    `router = APIRouter(prefix="/v1")\n@router.get("/health")\n${PING}${FASTAPI}app.include_router(router)\n`,
  ],
  [
    'a router that gets a prefix',
    `router = APIRouter()\n@router.get("/health")\n${PING}${FASTAPI}app.include_router(router, prefix=V1)\n`,
  ],
  [
    'a router that is not included',
    `router = APIRouter()\n@router.get("/health")\n${PING}${FASTAPI}`,
  ],
  [
    'an application whose routes are guarded',
    `app = FastAPI(dependencies=[Depends(user)])\n@app.get("/health")\n${PING}`,
  ],
  [
    'a route that is guarded',
    `${FASTAPI}@app.get("/health", dependencies=[Depends(user)])\n${PING}`,
  ],
  ['a comment', `${FASTAPI}# @app.get("/health")\n`],
])('%s is not taken', (_, text) => expect(find({ 'api/app.py': text })).toBeUndefined());

test.each([
  ['from .routes import router', 'include_router(router)'],
  ['from api.routes import (\n    other,\n    router,\n)', 'include_router(router)'],
  ['from . import routes', 'include_router(routes.router)'],
])('a router of another module: %s', (imports, include) =>
  expect(
    find({
      'api/app.py': `${imports}\n\n${FASTAPI}app.${include}\n`,
      'api/routes.py': `router = APIRouter()\n\n@router.get("/ping")\n${PING}`,
    }),
  ).toBe('/ping'),
);

test('a handler of Litestar of another module', () =>
  expect(
    find({
      'api/app.py': 'from api.ops import health\n\napp = Litestar([health])\n',
      'api/ops.py': '@get("/health")\nasync def health() -> str: ...\n',
    }),
  ).toBe('/health'));

test('the URLs of Django', () =>
  expect(
    find(
      {
        'shop/wsgi.py': 'application = get_wsgi_application()\n',
        'shop/urls.py': 'urlpatterns = [path("admin/", admin.site.urls), path("healthz/", ok)]\n',
      },
      'shop.wsgi:application',
    ),
  ).toBe('/healthz/'));

test('a factory of another module', () =>
  expect(
    find({
      'api/app.py': 'from .core import create_app\n\napp = create_app()\n',
      'api/core.py': `def create_app():\n    app = Flask(__name__)\n\n    @app.route("/ping")\n    ${PING}    return app\n`,
    }),
  ).toBe('/ping'));
