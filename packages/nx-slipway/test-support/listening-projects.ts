import type { AwkwardProject } from './awkward-projects';
import type { Files } from './workspace-files';

const SETTINGS = [
  'import os',
  'from pathlib import Path',
  '',
  'SECRET_KEY = os.environ.get("SECRET_KEY", "unused")',
  'ALLOWED_HOSTS = ["shop.example", "127.0.0.1"]',
  'ROOT_URLCONF = "shop.urls"',
  'INSTALLED_APPS = ["django.contrib.staticfiles"]',
  'STATIC_URL = "/static/"',
  'STATIC_ROOT = "/app/static"',
  'STATICFILES_DIRS = [Path(__file__).parent / "assets"]',
  '',
].join('\n');
const URLS = [
  'from pathlib import Path',
  '',
  'from django.conf import settings',
  'from django.http import HttpResponse',
  'from django.urls import include, path',
  '',
  '',
  'def greet(request):',
  '    static = Path(settings.STATIC_ROOT, "hello.txt")',
  '    return HttpResponse(static.read_text() if static.exists() else "no static files")',
  '',
  '',
  'urlpatterns = [path("", include("shop.health")), path("greet/", greet)]',
  '',
].join('\n');
const HEALTH = [
  'from django.http import HttpResponse',
  'from django.urls import path',
  '',
  'urlpatterns = [path("healthz/", lambda request: HttpResponse("ok"))]',
  '',
].join('\n');

/** A project of Django as `startproject` makes it, for both interfaces. */
function django(): Files {
  const of = (kind: string) =>
    `import os\n\nfrom django.core.${kind} import get_${kind}_application\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_${kind}_application()\n`;
  return {
    'wsgi.py': of('wsgi'),
    'asgi.py': of('asgi'),
    'settings.py': SETTINGS,
    'urls.py': URLS,
    'health.py': HEALTH,
    'assets/hello.txt': 'Hello',
  };
}

/** Django on gunicorn, with the files that collectstatic collects. */
export const DJANGO: AwkwardProject = {
  ...{ name: 'shop', dependencies: ['django', 'gunicorn'], code: django() },
  options: { role: 'http' },
  edit: (text) =>
    text.replace(
      'USER 10001:10001\n',
      'RUN DJANGO_SETTINGS_MODULE=shop.settings python -m django collectstatic --no-input\nUSER 10001:10001\n',
    ),
  ...{ process: 'gunicorn', path: '/greet/', answer: 'Hello' },
};

const FLASK =
  'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get("/health")\ndef health():\n    return "ok"\n';
const STARLETTE =
  'from starlette.applications import Starlette\nfrom starlette.responses import PlainTextResponse\nfrom starlette.routing import Route\n\n\nasync def health(request):\n    return PlainTextResponse("ok")\n\n\napp = Starlette(routes=[Route("/health", health)])\n';
const LITESTAR =
  'from litestar import Litestar, get\n\n\n@get("/health", sync_to_thread=False)\ndef health() -> str:\n    return "ok"\n\n\napp = Litestar([health])\n';
const QUART = FLASK.replaceAll('flask', 'quart').replaceAll('Flask', 'Quart');
const AIOHTTP =
  'from aiohttp import web\n\n\nasync def health(request):\n    return web.Response(text="ok")\n\n\nasync def create_app():\n    app = web.Application()\n    app.add_routes([web.get("/health", health)])\n    return app\n';
const TORNADO = [
  'import asyncio, os, signal',
  '',
  'from tornado.web import Application, RequestHandler',
  '',
  '',
  'class Health(RequestHandler):',
  '    def get(self):',
  '        self.write("ok")',
  '',
  '',
  'async def main():',
  '    stop = asyncio.Event()',
  '    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)',
  '    Application([("/health", Health)]).listen(int(os.environ["PORT"]))',
  '    await stop.wait()',
  '',
  '',
  'asyncio.run(main())',
  '',
].join('\n');

function grpc(withHealth: boolean): string {
  const health = [
    '    servicer = health.HealthServicer()',
    '    servicer.set("", health_pb2.HealthCheckResponse.SERVING)',
    '    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)',
  ];
  return [
    'import os, signal',
    'from concurrent.futures import ThreadPoolExecutor',
    '',
    'import grpc',
    ...(withHealth ? ['from grpc_health.v1 import health, health_pb2, health_pb2_grpc'] : []),
    '',
    '',
    'def main():',
    '    server = grpc.server(ThreadPoolExecutor())',
    '    greet = grpc.unary_unary_rpc_method_handler(lambda request, context: b"Hello, " + request)',
    '    handler = grpc.method_handlers_generic_handler("shop.Greeter", {"Greet": greet})',
    '    server.add_generic_rpc_handlers((handler,))',
    ...(withHealth ? health : []),
    '    server.add_insecure_port("0.0.0.0:" + os.environ["PORT"])',
    '    server.start()',
    '    signal.signal(signal.SIGTERM, lambda *_: server.stop(5))',
    '    server.wait_for_termination()',
    '',
    '',
    'if __name__ == "__main__":',
    '    main()',
    '',
  ].join('\n');
}
const CALL =
  'import grpc; print(grpc.insecure_channel("127.0.0.1:9123").unary_unary("/shop.Greeter/Greet")(b"you").decode())';

const GRADIO = [
  'import gradio as gr',
  '',
  '',
  'def greet(name):',
  '    return "Hello, " + name',
  '',
  '',
  'demo = gr.Interface(greet, "text", "text")',
  'if __name__ == "__main__":',
  '    demo.launch()',
  '',
].join('\n');
const ASK_GRADIO =
  'from gradio_client import Client; print(Client("http://127.0.0.1:9123", verbose=False).predict("you", api_name="/greet"))';
const DASH =
  'from dash import Dash, html\n\napp = Dash(__name__)\napp.layout = html.P("hello")\nserver = app.server\n';
const DASH_LAYOUT = '{"props":{"children":"hello"},"type":"P","namespace":"dash_html_components"}';

const OK = { path: '/health', answer: 'ok' };

/** One project of each kind of server and framework. */
export const LISTENING_PROJECTS: readonly AwkwardProject[] = [
  {
    ...{ name: 'flaskuwsgi', dependencies: ['flask', 'pyuwsgi'], code: { 'app.py': FLASK } },
    options: { role: 'http' },
    ...{ process: 'uwsgi', ...OK },
  },
  {
    ...{ name: 'djangouvicorn', dependencies: ['django', 'uvicorn'] },
    code: Object.fromEntries(
      Object.entries(django()).map(([file, text]) => [
        file,
        text.replaceAll('"shop.', '"djangouvicorn.'),
      ]),
    ),
    options: { role: 'http' },
    ...{ process: 'uvicorn', path: '/greet/', answer: 'nostaticfiles' },
  },
  {
    ...{ name: 'starhyper', dependencies: ['starlette', 'hypercorn'] },
    code: { 'app.py': STARLETTE },
    options: { role: 'http' },
    defaultWorkers: true,
    ...{ process: 'hypercorn', ...OK },
  },
  {
    ...{ name: 'litegranian', dependencies: ['litestar', 'granian'], code: { 'app.py': LITESTAR } },
    options: { role: 'http' },
    ...{ process: 'granian', ...OK },
  },
  {
    ...{ name: 'quarthyper', dependencies: ['quart', 'hypercorn'], code: { 'app.py': QUART } },
    options: { role: 'http' },
    ...{ process: 'hypercorn', ...OK },
  },
  {
    ...{ name: 'aioweb', dependencies: ['aiohttp', 'gunicorn'], code: { 'app.py': AIOHTTP } },
    options: { role: 'http' },
    ...{ process: 'gunicorn', ...OK },
  },
  {
    ...{ name: 'tornadoweb', dependencies: ['tornado'], code: { '__main__.py': TORNADO } },
    options: { role: 'http', command: 'python -m tornadoweb', port: 8000, healthPath: '/health' },
    ...{ process: 'python', ...OK },
  },
  {
    ...{ name: 'grpcplain', dependencies: ['grpcio'], code: { 'server.py': grpc(false) } },
    options: { role: 'grpc' },
    ...{ process: 'python', path: '', answer: 'Hello,you', ask: CALL },
  },
  {
    ...{ name: 'grpchealth', dependencies: ['grpcio', 'grpcio-health-checking'] },
    code: { 'server.py': grpc(true) },
    options: { role: 'grpc' },
    ...{ process: 'python', path: '', answer: 'Hello,you', ask: CALL },
  },
  {
    ...{ name: 'page', dependencies: ['streamlit'] },
    code: { 'app.py': 'import streamlit as st\n\nst.write("Hello")\n' },
    options: { role: 'streamlit' },
    ...{ process: 'streamlit', path: '/_stcore/health', answer: 'ok' },
  },
  {
    ...{ name: 'gradiopage', dependencies: ['gradio'], code: { '__main__.py': GRADIO } },
    options: { role: 'gradio' },
    ...{ process: 'python', path: '', answer: 'Hello,you', ask: ASK_GRADIO },
  },
  {
    ...{ name: 'dashpage', dependencies: ['dash', 'gunicorn'], code: { 'app.py': DASH } },
    options: { role: 'dash' },
    ...{ process: 'gunicorn', path: '/_dash-layout', answer: DASH_LAYOUT },
  },
];
