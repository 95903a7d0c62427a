import type { Tree } from '@nx/devkit';
import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';

const DOCKERFILE = 'services/shop/Dockerfile';

function shop(dependencies: readonly string[], files: Record<string, string> = {}): Promise<Tree> {
  return stackTree({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'services/shop/pyproject.toml': `[project]\nname = "shop"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}\n[build-system]\nrequires = ["hatchling"]\n`,
    'services/shop/src/shop/__init__.py': '',
    'services/shop/src/shop/rpc.py': 'server = grpc.aio.server()\n',
    'services/shop/src/shop/page.py': 'import streamlit as st\n',
    'services/shop/src/shop/chat.py': 'import gradio as gr\n',
    'services/shop/src/shop/board.py': 'app = Dash(__name__)\nserver = app.server\n',
    ...files,
  });
}

test.each<[string, readonly string[], object, RegExp]>([
  [
    'grpc',
    ['grpcio'],
    { port: 6000 },
    /ENV PORT=6000\nEXPOSE 6000\n[\s\S]*socket\.create_connection[\s\S]*CMD \["python", "-m", "shop\.rpc"\]\n$/,
  ],
  [
    'grpc',
    ['grpcio', 'grpcio-health-checking'],
    {},
    /EXPOSE 50051\n[\s\S]*HealthStub\((?![\s\S]*create_connection)/,
  ],
  [
    'streamlit',
    ['streamlit'],
    { port: 8000 },
    /EXPOSE 8000\n[\s\S]*'\/_stcore\/health'[\s\S]*exec streamlit run \/app\/shop\/page\.py /,
  ],
  [
    'gradio',
    ['gradio'],
    { port: 8000 },
    /STOPSIGNAL SIGINT\nEXPOSE 8000\n[\s\S]*"exec env GRADIO_SERVER_PORT=\$PORT python -m shop\.chat"\]\n$/,
  ],
  [
    'dash',
    ['dash', 'gunicorn'],
    { processes: 3, threads: 4 },
    /EXPOSE 8050\n[\s\S]*"shop\.board:server", "--name=dash", "--workers=3", "--threads=4", /,
  ],
  [
    'http',
    ['tornado'],
    { command: 'python -m shop.rpc', port: 8000, healthPath: '/up' },
    /CMD \["python", "-m", "shop\.rpc"\]\n$/,
  ],
])(
  'an image of the role %s with %j is the same when it is written again',
  async (role, dependencies, options, text) => {
    const tree = await shop(dependencies);
    await serviceGenerator(tree, { name: 'shop', role, ...options });
    const written = contentsOf(tree);
    expect(written[DOCKERFILE]).toMatch(text);
    const { port: _, healthPath: __, ...again } = { port: 0, healthPath: '', ...options };
    await serviceGenerator(tree, { name: 'shop', role, force: true, ...again });
    expect(contentsOf(tree)).toEqual(written);
    if (role === 'http') return;
    await serviceGenerator(tree, { name: 'shop' });
    expect(contentsOf(tree)).toEqual(written);
  },
);

test('a script beside the package is found where it is copied', async () => {
  const tree = await shop(['streamlit'], {
    'services/shop/src/shop/page.py': '',
    'services/shop/streamlit_app.py': 'import streamlit as st\n',
  });
  await expect(serviceGenerator(tree, { name: 'shop', role: 'streamlit' })).rejects.toThrow(
    /streamlit_app\.py: the image installs the wheel/,
  );
  const files = ['streamlit_app.py'];
  await serviceGenerator(tree, { name: 'shop', role: 'streamlit', files });
  expect(textOf(tree, DOCKERFILE)).toContain('streamlit run /app/streamlit_app.py ');
  const workdir = '/srv/page';
  await serviceGenerator(tree, { name: 'shop', role: 'streamlit', files, workdir, force: true });
  expect(textOf(tree, DOCKERFILE)).toContain('/srv/page/streamlit_app.py\n');
  expect(textOf(tree, DOCKERFILE)).toContain('streamlit run /srv/page/streamlit_app.py ');
});

test('a script that is a package is named as its file', async () => {
  const tree = await shop(['streamlit']);
  tree.write('services/shop/src/shop/__init__.py', 'import streamlit as st\n');
  await serviceGenerator(tree, { name: 'shop', role: 'streamlit', module: 'shop' });
  expect(textOf(tree, DOCKERFILE)).toContain('streamlit run /app/shop/__init__.py ');
});

test.each([
  [['gunicorn'], /"gunicorn", "shop\.wsgi:application", "--threads=8"/],
  [['gunicorn', 'uvicorn-worker'], /"gunicorn", "shop\.asgi:application", [\s\S]*UvicornWorker/],
  [['pyuwsgi'], /"uwsgi", "--module=shop\.wsgi:application"/],
  [['hypercorn>=0.18'], /WEB_CONCURRENCY=0\n[\s\S]*hypercorn 'shop\.asgi:application'/],
])('Django with %j is served by the interface of its server', async (servers, text) => {
  const tree = await shop(['django', ...servers], {
    'services/shop/src/shop/asgi.py': 'application = get_asgi_application()\n',
    'services/shop/src/shop/wsgi.py': 'application = get_wsgi_application()\n',
    'services/shop/src/shop/urls.py': 'urlpatterns = [path("healthz/", view)]\n',
  });
  await serviceGenerator(tree, { name: 'shop', role: 'http' });
  const written = contentsOf(tree);
  expect(written[DOCKERFILE]).toMatch(text);
  expect(written[DOCKERFILE]).toContain("'/healthz/'");
  await serviceGenerator(tree, { name: 'shop', role: 'http', force: true });
  expect(contentsOf(tree)).toEqual(written);
});

test.each<[readonly string[], object, RegExp]>([
  [['grpcio'], { role: 'grpc', healthPath: '/up' }, /--healthPath is not supported for role grpc/],
  [['streamlit'], { role: 'streamlit', threads: 2 }, /--threads is not supported/],
  [['grpcio'], { name: 'other', role: 'grpc' }, /role grpc has no template/],
])('with %j, %j is refused', async (dependencies, options, message) => {
  const tree = await shop(dependencies);
  await expect(serviceGenerator(tree, { name: 'shop', ...options })).rejects.toThrow(message);
});
