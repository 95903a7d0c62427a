import type { Files } from './workspace-files';

/**
 * A project of Poetry: an application with a C extension, or one code base of two roles that is not installed.
 *
 * @param index package index that it is locked from; PyPI where it is empty
 */
export function seedProject(app: 'pay' | 'shop', name: string, index: string): Files {
  return app === 'pay' ? pay(name, index) : shop(name, index);
}

/** The line that a new dependency is written after. */
export const DEPENDENCIES = 'dependencies = [\n';

function pay(name: string, index: string): Files {
  return {
    'pyproject.toml': `[project]
name = "${name}"
version = "0.1.0"
description = "Takes payments."
readme = "README.md"
requires-python = ">=3.13"
${DEPENDENCIES}    "flask>=3.1",
    "gunicorn>=25.1",
]

[project.optional-dependencies]
pg = ["psycopg2>=2.9"]

[tool.poetry]
packages = [{ include = "pay", from = "src" }]

[tool.poetry.group.uwsgi]
optional = true

[tool.poetry.group.uwsgi.dependencies]
uwsgi = ">=2.0.30"

[tool.poetry.group.dev.dependencies]
pytest = ">=9"
ruff = ">=0.14"

${source(index)}
[build-system]
requires = ["poetry-core>=2.0"]
build-backend = "poetry.core.masonry.api"
`,
    'README.md': '# Payments\n',
    'src/pay/__init__.py': '',
    'src/pay/app.py': application('"ok"'),
    'tests/test_app.py':
      'from pay.app import app\n\n\ndef test_health():\n    assert app.test_client().get("/health").text == "ok"\n',
  };
}

function shop(name: string, index: string): Files {
  return {
    'pyproject.toml': `[project]
name = "${name}"
version = "0.1.0"
description = "Sells."
requires-python = ">=3.13"
${DEPENDENCIES}    "psycopg2>=2.9",
]

[tool.poetry]
package-mode = false

[tool.poetry.group.http]
optional = true

[tool.poetry.group.http.dependencies]
flask = ">=3.1"
gunicorn = ">=25.1"

[tool.poetry.group.worker]
optional = true

[tool.poetry.group.worker.dependencies]
dramatiq = { version = ">=2.0", extras = ["redis"] }

[tool.poetry.group.dev.dependencies]
pytest = ">=9"
ruff = ">=0.14"

${source(index)}`,
    'src/domain/__init__.py': '"""What both roles do."""\n\nGREETING = "hello"\n',
    'src/web/__init__.py': '',
    'src/web/app.py': `from domain import GREETING\n${application('GREETING')}`,
    'src/worker/__init__.py': '',
    'src/worker/tasks.py': `import os

import dramatiq
from domain import GREETING
from dramatiq.brokers.redis import RedisBroker

dramatiq.set_broker(RedisBroker(url=os.environ.get("REDIS_URL", "redis://localhost:6379/0")))


@dramatiq.actor
def greet(name: str) -> None:
    print(GREETING, name)
`,
    'tests/test_domain.py':
      'from domain import GREETING\n\n\ndef test_greeting():\n    assert GREETING\n',
  };
}

function application(answer: string): string {
  return `from flask import Flask

app = Flask(__name__)


@app.route("/health")
def health() -> str:
    return ${answer}
`;
}

function source(index: string): string {
  return index === '' ? '' : `[[tool.poetry.source]]\nname = "bench"\nurl = "${index}"\n`;
}
