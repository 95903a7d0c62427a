import { expect, test } from 'vitest';
import { findActors, findApp, interfaceOf } from './find-app';

function sources(files: Record<string, string>) {
  return new Map(Object.entries(files));
}

test.each([
  ['src/api/app.py', 'app = FastAPI(title="x")', 'api.app:app', 'asgi'],
  ['api/main.py', 'app: FastAPI = fastapi.FastAPI()', 'api.main:app', 'asgi'],
  ['main.py', 'app = FastAPI()', 'main:app', 'asgi'],
  ['src/api/__init__.py', 'server = Starlette(routes=[])', 'api:server', 'asgi'],
  ['src/site/asgi.py', 'application = get_asgi_application()', 'site.asgi:application', 'asgi'],
  ['src/site/wsgi.py', 'application = get_wsgi_application()', 'site.wsgi:application', 'wsgi'],
  ['src/api/app.py', 'app = Flask(__name__)', 'api.app:app', 'wsgi'],
  ['src/api/app.py', 'app = create_app()', 'api.app:app', 'asgi'],
  ['src/api/wsgi.py', 'from flask import g\napp = create_app()', 'api.wsgi:app', 'wsgi'],
] as const)('%s: %s', (file, text, target, kind) =>
  expect(findApp(sources({ [file]: `"""x"""\n${text}\n` }))).toEqual({ target, interface: kind }),
);

test.each([
  'def make():\n    app = FastAPI()\n    return app\n',
  'app = 3\n',
  '# app = FastAPI()\n',
])('no application: %j', (text) =>
  expect(findApp(sources({ 'src/api/app.py': text }))).toBeUndefined(),
);

test('the likeliest module comes first, whatever order files are read in', () => {
  const app = 'app = FastAPI()\n';
  const files = { 'src/api/zz.py': app, 'src/api/v1/app.py': app, 'src/api/app.py': app };
  expect(findApp(sources(files))?.target).toBe('api.app:app');
});

test.each(['@dramatiq.actor\ndef f(): ...\n', '@actor(max_retries=3)\ndef f(): ...\n'])(
  'actors are told by their decorator: %j',
  (text) =>
    expect(findActors(sources({ 'src/w/jobs.py': text, 'src/w/app.py': '' }))).toBe('w.jobs'),
);

test('a project without actors has none', () =>
  expect(findActors(sources({ 'src/w/actors.py': 'x = 1\n' }))).toBeUndefined());

test('a named application has the interface of its module', () => {
  const files = sources({
    'src/a/web.py': 'web = Flask(__name__)\n',
    'src/a/app.py': 'app = FastAPI()\n',
  });
  expect(interfaceOf('a.web:web', files)).toBe('wsgi');
  expect(interfaceOf('elsewhere:app', files)).toBe('asgi');
});
