import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';

/** What serves a project, by its lock. */
function lockOf(...packages: readonly string[]): string {
  const names = packages.map((each) => each.split('==')[0] ?? '');
  return [
    'version = 1\nrequires-python = ">=3.13"\n',
    '[[package]]\nname = "web"\nsource = { editable = "." }\ndependencies = [',
    ...names.map((name) => `    { name = "${name}" },`),
    ']\n',
    ...packages.map((each) => {
      const [name, version] = each.split('==');
      return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\n`;
    }),
  ].join('\n');
}

const APP = 'from fastapi import FastAPI\n\napp = FastAPI()\n';
const WEB = {
  'tools/web/pyproject.toml':
    '[project]\nname = "web"\nversion = "1"\ndependencies = ["fastapi"]\n[build-system]\nrequires = ["hatchling"]\n',
  'tools/web/src/web/__init__.py': '',
  'tools/web/src/web/main.py': APP,
};

test.each([
  [['fastapi==0.165.0', 'gunicorn==21.2.0', 'uvicorn==0.30.6'], {}, '"gunicorn", "web.main:app"'],
  [['fastapi==0.165.0', 'uvicorn==0.30.6'], {}, 'exec uvicorn web.main:app'],
  [
    ['fastapi==0.165.0', 'uvicorn==0.30.6', 'granian==2.8.9'],
    { server: 'granian' },
    'exec granian',
  ],
] as const)('%j decide the server', async (packages, options, command) => {
  const tree = await stackTree({ ...WEB, 'tools/web/uv.lock': lockOf(...packages) });
  await serviceGenerator(tree, { name: 'web', role: 'http', ...options });
  const text = textOf(tree, 'tools/web/Dockerfile');
  expect(text).toContain(command);
  expect(text).not.toContain('--no-control-socket');
});

test.each<[readonly string[], Partial<Parameters<typeof serviceGenerator>[1]>, RegExp]>([
  [
    ['fastapi==0.165.0'],
    {},
    /the lock file does not have an HTTP server for web.*\n.*Add a server, with one of:\n {4}uv add --package web uvicorn\n {4}uv add --package web gunicorn uvicorn-worker$/,
  ],
  [
    ['fastapi==0.165.0', 'uvicorn==0.30.6'],
    { server: 'gunicorn' },
    /does not have gunicorn for web.*\n.*--server=uvicorn, or add a server: uv add --package web gunicorn uvicorn-worker/,
  ],
  [
    ['fastapi==0.165.0', 'gunicorn==21.2.0'],
    {},
    /gunicorn 21\.2\.0 serves ASGI .* uvicorn-worker only/,
  ],
  [
    ['fastapi==0.165.0', 'pyuwsgi==2.0.30', 'uvicorn==0.30.6'],
    { server: 'uwsgi' },
    /uwsgi does not serve ASGI applications, so .*\n.*--server=uvicorn, or add a server, with one of:\n {4}uv add --package web uvicorn\n/,
  ],
  [
    ['fastapi==0.165.0', 'uvicorn==0.30.6'],
    { interface: 'aiohttp' },
    /uvicorn does not serve applications of aiohttp, so .*\n.*Add a server: uv add --package web gunicorn$/,
  ],
  [
    ['fastapi==0.165.0'],
    { server: 'uwsgi', interface: 'wsgi' },
    /does not have uwsgi for web.*\n.*Add a server: uv add --package web pyuwsgi$/,
  ],
  [['pyuwsgi==2.0.30'], { name: 'fresh', server: 'uwsgi' }, /"uwsgi" for --server\n.*FastAPI/],
  [['uvicorn==0.30.6'], { command: '["serve"]' }, /port that the command listens on is not known/],
  [['granian==2.8.9'], { module: 'web:app' }, /ASGI or a WSGI .*\n.*--interface=asgi/],
  [
    ['uvicorn==0.30.6'],
    { files: ['alembic.ini'] },
    /"alembic\.ini" for --files\n.* exists in tools/,
  ],
  [['uvicorn==0.30.6'], { env: ['X'] }, /invalid value "X" for --env/],
  [['uvicorn==0.30.6'], { env: ['PORT=1'] }, /"PORT=1" for --env\n.*--port in its place/],
  [['uvicorn==0.30.6'], { uid: -1 }, /invalid value "-1" for --uid/],
  [['uvicorn==0.30.6'], { workdir: 'srv' }, /invalid value "srv" for --workdir/],
  [['uvicorn==0.30.6'], { healthPath: 'ping' }, /invalid value "ping" for --healthPath/],
])(
  'with %j locked, %j is refused before anything is written',
  async (packages, options, message) => {
    const tree = await stackTree({ ...WEB, 'tools/web/uv.lock': lockOf(...packages) });
    const before = contentsOf(tree);
    const generated = serviceGenerator(tree, { name: 'web', role: 'http', ...options });
    await expect(generated).rejects.toThrow(message);
    expect(contentsOf(tree)).toEqual(before);
  },
);

test('the application that [tool.fastapi] names is served, and a factory is called', async () => {
  const pyproject = `${WEB['tools/web/pyproject.toml']}[tool.fastapi]\nentrypoint = "web.main:app"\n`;
  const lock = lockOf('fastapi==0.165.0', 'fastapi-cli==0.0.20', 'uvicorn==0.30.6');
  const tree = await stackTree({
    ...WEB,
    'tools/web/pyproject.toml': pyproject,
    'tools/web/uv.lock': lock,
  });
  await serviceGenerator(tree, { name: 'web', role: 'http' });
  expect(textOf(tree, 'tools/web/Dockerfile')).toMatch(
    /CMD \["fastapi", "run", "--entrypoint=web\.main:app"\]\n$/,
  );
  await serviceGenerator(tree, {
    ...{ name: 'web', role: 'http', server: 'uvicorn', force: true },
    module: 'web.main:make()',
  });
  expect(textOf(tree, 'tools/web/Dockerfile')).toContain('exec uvicorn web.main:make --factory');
});
