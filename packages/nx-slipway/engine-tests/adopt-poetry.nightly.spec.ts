import { randomBytes } from 'node:crypto';
import type { Files } from '../test-support/workspace-files';
import { type AdoptionSpec, ENTRYPOINT, PIP, packageFiles, testAdoption } from './adopt';

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');
const INDEX = process.env.UV_DEFAULT_INDEX ?? '';

/** Dockerfiles of projects of Poetry, for the folder of the project as their context. */
const CASES: AdoptionSpec['cases'] = {
  // One stage, everything copied, no environment, root.
  blunt: {
    file: 'Containerfile',
    files: {
      'settings.toml': `mark = "${MARK}"\n`,
      'tests/test_app.py': '',
      '.dockerignore': '.venv\n',
    },
    dockerfile: `FROM python:3.13-slim-trixie
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf \\
    python -m venv /opt/poetry && /opt/poetry/bin/pip install poetry && python -m venv /opt/env
ENV PATH=/opt/env/bin:/opt/poetry/bin:$PATH VIRTUAL_ENV=/opt/env
WORKDIR /code
COPY . .
RUN poetry install --no-interaction --only main
CMD LEVEL=\${LEVEL:-info} exec python -m blunt
`,
    differences: [
      ...['file .dockerignore', 'file Containerfile', 'file adopted.Dockerfile'],
      ...['file adopted.Dockerfile.dockerignore', 'file poetry.lock', 'file pyproject.toml'],
      ...['file tests/test_app.py', 'package pip', 'variable PATH'],
      ...['variable PYTHONDONTWRITEBYTECODE', 'variable PYTHONUNBUFFERED', 'variable VIRTUAL_ENV'],
    ],
    prints: 'blunt six',
  },
  // A list of packages, wheels of it, an extra and a group, an entrypoint that only COPY makes a program.
  wheels: {
    files: { 'entrypoint.sh': ENTRYPOINT },
    dockerfile: `FROM python:3.13-slim-trixie AS poetry
${PIP} poetry poetry-plugin-export
WORKDIR /build
COPY pyproject.toml poetry.lock* ./
RUN poetry export --only main,extra --extras more --output requirements.txt
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf pip wheel --no-deps --wheel-dir /wheels -r requirements.txt

FROM python:3.13-slim-trixie AS final
RUN useradd --uid 1500 --create-home service
COPY --from=poetry /wheels /wheels
RUN pip install --no-index --no-deps /wheels/*.whl && rm -rf /wheels
WORKDIR /home/service
COPY --chown=service src/ src/
COPY --chmod=555 entrypoint.sh /entrypoint.sh
ENV PYTHONPATH=/home/service/src
USER service
ENTRYPOINT ["/entrypoint.sh"]
CMD ["python", "-m", "wheels"]
`,
    differences: [
      ...['file .bash_logout', 'file .bashrc', 'file .profile', 'package pip', 'variable PATH'],
      ...['variable PYTHONDONTWRITEBYTECODE', 'variable PYTHONPATH', 'variable PYTHONUNBUFFERED'],
    ],
    prints: 'wheels six',
  },
};

function projectFiles(name: string): Files {
  const source = INDEX === '' ? '' : `[[tool.poetry.source]]\nname = "ours"\nurl = "${INDEX}"\n`;
  return {
    'pyproject.toml': `[project]
name = "${name}"
version = "1"
requires-python = ">=3.11"
dependencies = ["gunicorn", "six"]
[project.optional-dependencies]
more = ["idna"]
[tool.poetry]
packages = [{ include = "${name}", from = "src" }]
[tool.poetry.group.dev.dependencies]
iniconfig = "*"
[tool.poetry.group.extra]
optional = true
[tool.poetry.group.extra.dependencies]
toolz = "*"
${source}[build-system]
requires = ["poetry-core>=2.0"]
build-backend = "poetry.core.masonry.api"
`,
    ...packageFiles(name),
  };
}

testAdoption({
  ...{ namespace: `slipway-adopt-poetry-${MARK}`, installer: 'poetry' },
  ...{ projectFiles, cases: CASES },
});
