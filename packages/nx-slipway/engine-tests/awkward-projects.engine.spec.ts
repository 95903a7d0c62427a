import { randomBytes } from 'node:crypto';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import serviceGenerator from '../src/generators/service/generator';
import type { ServiceSchema } from '../src/generators/service/schema';
import stackGenerator from '../src/generators/stack/generator';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import type { Files } from '../test-support/workspace-files';

const MARK = randomBytes(3).toString('hex');
const NAMESPACE = `slipway-awkward-${MARK}`;

/** A project as somebody else wrote it, and what its maintainer types. */
interface Awkward {
  readonly name: string;
  readonly dependencies: readonly string[];
  /** By path below `src/<name>`. */
  readonly code: Files;
  readonly settings?: string;
  readonly backend?: 'setuptools';
  /** By path in the folder of the project. */
  readonly beside?: Files;
  readonly options: Omit<ServiceSchema, 'name'>;
  /** What the generator says to type where the options are missing. */
  readonly without?: { readonly options: Omit<ServiceSchema, 'name'>; readonly says: RegExp };
  /** First word of the process that is PID 1, and what is asked of it. */
  readonly process: string;
  readonly path: string;
  readonly answer: string;
}

const PING = '    @app.get("/ping")\n    def ping():\n        return {"ok": True}\n\n';
const FACTORY = `from fastapi import FastAPI\n\n\ndef create_app() -> FastAPI:\n    app = FastAPI()\n\n${PING}    return app\n`;
const FLASK = `from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n\n${PING}    return app\n`;
const APPLICATION =
  'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/healthz")\ndef ok() -> dict[str, bool]:\n    return {"ok": True}\n';
const SERVER = [
  'import http.server',
  'import os',
  '',
  '',
  'class Handler(http.server.BaseHTTPRequestHandler):',
  '    def do_GET(self):',
  '        self.send_response(200 if self.path == "/up" else 404)',
  '        self.end_headers()',
  '        self.wfile.write(b"up")',
  '',
  '',
  'def main():',
  '    import signal, sys',
  '',
  '    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
  '    http.server.HTTPServer(("", int(os.environ["PORT"])), Handler).serve_forever()',
  '',
  '',
  'if __name__ == "__main__":',
  '    main()',
  '',
].join('\n');

/** Shows what it finds in its package, in its working directory and in its environment. */
const PAGES = [
  'import os',
  'import pathlib',
  '',
  'from flask import Flask, render_template',
  '',
  'app = Flask(__name__)',
  '',
  '',
  '@app.route("/ping")',
  'def ping():',
  '    beside = pathlib.Path("texts/hello.txt").read_text()',
  '    ini = pathlib.Path("alembic.ini").name if os.path.exists("alembic.ini") else "none"',
  '    who = f"{os.getuid()}:{os.getgid()}"',
  '    return ",".join([render_template("ping.html"), beside, ini, os.environ["GREETING"], who])',
  '',
].join('\n');

const PROJECTS: readonly Awkward[] = [
  {
    name: 'factory',
    dependencies: ['fastapi', 'uvicorn'],
    code: { 'main.py': FACTORY },
    options: { role: 'http' },
    process: 'uvicorn',
    path: '/ping',
    answer: '{"ok":true}',
  },
  {
    name: 'oldwsgi',
    dependencies: ['flask', 'gunicorn==21.2.0'],
    code: { 'web.py': FLASK },
    options: { role: 'http', module: 'oldwsgi.web:create_app' },
    without: {
      options: { role: 'http', server: 'uvicorn' },
      says: /does not have uvicorn for oldwsgi.*\n.*--server=gunicorn.* uv add --package oldwsgi uvicorn/,
    },
    process: 'gunicorn',
    path: '/ping',
    answer: '{"ok":true}',
  },
  {
    name: 'oldasgi',
    dependencies: ['fastapi', 'gunicorn==21.2.0', 'uvicorn==0.30.6'],
    code: { 'main.py': FACTORY },
    options: { role: 'http' },
    process: 'gunicorn',
    path: '/ping',
    answer: '{"ok":true}',
  },
  {
    name: 'newasgi',
    dependencies: ['fastapi', 'gunicorn>=25.1'],
    code: { 'main.py': APPLICATION },
    options: { role: 'http' },
    process: 'gunicorn',
    path: '/healthz',
    answer: '{"ok":true}',
  },
  {
    name: 'runs',
    dependencies: ['fastapi', 'fastapi-cli', 'uvicorn'],
    code: { 'serve.py': APPLICATION },
    settings: '[tool.fastapi]\nentrypoint = "runs.serve:app"\n',
    options: { role: 'http', server: 'fastapi' },
    process: 'fastapi',
    path: '/healthz',
    answer: '{"ok":true}',
  },
  {
    name: 'hyper',
    dependencies: ['fastapi', 'hypercorn'],
    code: { 'main.py': FACTORY },
    options: { role: 'http' },
    process: 'hypercorn',
    path: '/ping',
    answer: '{"ok":true}',
  },
  {
    name: 'grain',
    dependencies: ['fastapi', 'granian'],
    code: { 'main.py': FACTORY },
    options: { role: 'http' },
    process: 'granian',
    path: '/ping',
    answer: '{"ok":true}',
  },
  {
    name: 'plain',
    dependencies: [],
    code: { '__main__.py': SERVER },
    options: {
      role: 'http',
      command: '["python", "-m", "plain"]',
      port: 9000,
      healthPath: '/up',
    },
    without: {
      options: { role: 'http', command: '["python", "-m", "plain"]' },
      says: /port that the command listens on is not known\n.*--port=8000/,
    },
    process: 'python -m plain',
    path: '/up',
    answer: 'up',
  },
  {
    name: 'pages',
    dependencies: ['flask', 'gunicorn>=25.1'],
    backend: 'setuptools',
    code: { 'web.py': PAGES, 'templates/ping.html': 'inside', 'other/data.txt': 'x' },
    beside: { 'alembic.ini': '[alembic]\n', 'texts/hello.txt': 'beside' },
    options: {
      role: 'http',
      files: ['alembic.ini', 'texts/', 'src/pages/templates/'],
      env: ['GREETING=hello you'],
      uid: 1234,
    },
    process: 'gunicorn',
    path: '/ping',
    answer: 'inside,beside,alembic.ini,helloyou,1234:1234',
  },
];

function filesOf({
  name,
  dependencies,
  code,
  settings = '',
  backend,
  beside = {},
}: Awkward): Files {
  const dir = `services/${name}`;
  return {
    [`${dir}/pyproject.toml`]: [
      '[project]',
      `name = "${name}"`,
      'version = "0.1.0"',
      'requires-python = ">=3.11"',
      `dependencies = ${JSON.stringify(dependencies)}`,
      '[build-system]',
      backend ? 'requires = ["setuptools"]' : 'requires = ["hatchling"]',
      `build-backend = "${backend ? 'setuptools.build_meta' : 'hatchling.build'}"`,
      settings,
    ].join('\n'),
    [`${dir}/src/${name}/__init__.py`]: '',
    ...Object.fromEntries(Object.entries(beside).map(([file, text]) => [`${dir}/${file}`, text])),
    ...Object.fromEntries(
      Object.entries(code).map(([file, text]) => [`${dir}/src/${name}/${file}`, text]),
    ),
  };
}

let tree: Tree;
let workspace: RealWorkspace;

beforeAll(async () => {
  const files: Files = {
    'nx.json': JSON.stringify({
      plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
    }),
    'pyproject.toml':
      '[tool.uv.workspace]\nmembers = ["services/*"]\nexclude = ["services/old*"]\n',
    ...Object.assign({}, ...PROJECTS.map(filesOf)),
  };
  workspace = await makeWorkspace(NAMESPACE, files);
  tree = createTreeWithEmptyWorkspace();
  for (const [file, text] of Object.entries(files)) tree.write(file, text);
  const apart = PROJECTS.map(({ name }) => `services/${name}`).filter((dir) =>
    dir.includes('/old'),
  );
  for (const dir of apart) await call('uv', ['lock', '--quiet'], `${workspace.root}/${dir}`);
  const locks = ['uv.lock', ...apart.map((dir) => `${dir}/uv.lock`)];
  for (const lock of locks) tree.write(lock, workspace.read(lock));
  await stackGenerator(tree, { name: 'python' });
  for (const { name, without } of PROJECTS) {
    if (without) {
      const generated = serviceGenerator(tree, { name, ...without.options });
      await expect(generated).rejects.toThrow(without.says);
    }
  }
  for (const { name, options } of PROJECTS) await serviceGenerator(tree, { name, ...options });
  const changes = tree.listChanges().map(({ path, content }) => [path, String(content)]);
  workspace.write(Object.fromEntries(changes));
  const { failed } = await workspace.build(['python', ...PROJECTS.map(({ name }) => name)]);
  expect(failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Waits until the engine's own probe has called the container healthy, or for 30 seconds. */
async function health(container: string): Promise<string> {
  for (let tries = 0; tries < 120; tries += 1) {
    const format = '{{.State.Status}} {{.State.Health.Status}}';
    const state = await call('docker', ['inspect', `--format=${format}`, container]);
    if (state !== 'running starting') return state;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'starting for too long';
}

test.each(PROJECTS)(
  '$name starts, answers on the PORT of its container, is well and stops',
  async ({ name, process, path, answer }) => {
    const container = `${NAMESPACE}-${name}`;
    const flags = ['--read-only', '--tmpfs=/tmp', '--env=PORT=9123', '--env=WEB_CONCURRENCY=2'];
    await call('docker', [
      'run',
      '--detach',
      `--name=${container}`,
      ...flags,
      `${NAMESPACE}/${name}`,
    ]);
    try {
      const state = await health(container);
      const logs = await call('docker', ['logs', container]);
      expect(`${state}\n${logs}`).toMatch(/^running healthy\n/);
      const ask = `import urllib.request as r; print(r.urlopen('http://127.0.0.1:9123${path}').read().decode())`;
      const answered = await call('docker', ['exec', container, 'python', '-c', ask]);
      expect(answered.replace(/\s/g, '')).toBe(answer);
      const words = await call('docker', [
        ...['exec', container, 'python', '-c'],
        "print(open('/proc/1/cmdline').read().replace(chr(0), ' '))",
      ]);
      expect(words).toMatch(new RegExp(`^(?:\\S*/python\\S* )?(?:\\S*/)?${process}\\b`));
      await call('docker', ['stop', '--timeout=10', container]);
      const code = await call('docker', ['inspect', '--format={{.State.ExitCode}}', container]);
      expect(code).toBe('0');
    } finally {
      await call('docker', ['rm', '--force', container]);
    }
  },
);
