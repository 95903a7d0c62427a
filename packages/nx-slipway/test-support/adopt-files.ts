import { uvLockText } from './uv-lock-text';
import type { Files } from './workspace-files';

/** A service of uv's with an extra, groups, and files beside its package; without a stack. */
export function adoptFiles(dockerfiles: Files): Files {
  return {
    'nx.json': JSON.stringify({
      plugins: [{ plugin: 'nx-slipway', options: { namespace: 'acme' } }],
    }),
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'uv.lock': uvLockText([
      {
        ...{ name: 'api', version: '0.1.0', folder: 'services/api' },
        needs: ['fastapi', 'gunicorn'],
        extras: { pg: ['psycopg'] },
        groups: { dev: ['pytest'], worker: ['dramatiq'] },
      },
      ...['fastapi', 'gunicorn', 'psycopg', 'pytest', 'dramatiq'].map((name) => ({ name })),
    ]),
    'services/api/pyproject.toml': `[project]
name = "api"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["fastapi", "gunicorn"]
[project.optional-dependencies]
pg = ["psycopg"]
[dependency-groups]
dev = ["pytest"]
worker = ["dramatiq"]
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
    'services/api/src/api/__init__.py': '',
    'services/api/src/api/app.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'services/api/alembic.ini': '[alembic]\n',
    'services/api/entrypoint.sh': '#!/bin/sh\nexec "$@"\n',
    'services/api/tests/test_app.py': '',
    'services/api/web/package.json': '{}\n',
    'services/api/README.md': '# api\n',
    ...Object.fromEntries(
      Object.entries(dockerfiles).map(([file, text]) => [`services/api/${file}`, text]),
    ),
  };
}
