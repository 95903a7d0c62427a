import type { ServiceSchema } from '../src/generators/service/schema';
import type { Files } from './workspace-files';

/** A project as somebody else wrote it, and what its maintainer types. */
export interface AwkwardProject {
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
  /** A program that prints the answer, for what does not answer HTTP. */
  readonly ask?: string;
  /** WEB_CONCURRENCY is left as the image has it. */
  readonly defaultWorkers?: true;
  /** What its maintainer changes in the Dockerfile that was generated. */
  readonly edit?: (dockerfile: string) => string;
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

/** Projects that no template of this plugin would make, by what their servers and settings are. */
export const AWKWARD_PROJECTS: readonly AwkwardProject[] = [
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
