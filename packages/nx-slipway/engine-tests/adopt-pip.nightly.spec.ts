import { randomBytes } from 'node:crypto';
import type { Files } from '../test-support/workspace-files';
import { type AdoptionSpec, ENTRYPOINT, PIP, packageFiles, testAdoption } from './adopt';

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');

/** Dockerfiles of projects of pip, for the folder of the project as their context. */
const CASES: AdoptionSpec['cases'] = {
  // A list of packages and the sources, as tutorials have it.
  tutorial: {
    files: { 'config.ini': `[mark]\nvalue = ${MARK}\n` },
    dockerfile: `FROM python:3.13-slim-trixie
WORKDIR /app
RUN apt-get update \\
 && apt-get install -y curl \\
 && rm -rf /var/lib/apt/lists/*
COPY requirements*.txt ./
${PIP} --no-cache-dir -r requirements.txt
COPY src/tutorial ./tutorial
COPY config.ini ./
RUN mkdir -p /app/logs
EXPOSE 9000
HEALTHCHECK --interval=5s CMD curl --fail http://localhost:9000/healthz || exit 1
USER www-data
CMD python -m tutorial
`,
    differences: [
      ...['command', 'file requirements.txt', 'package pip', 'probe', 'variable PATH'],
      ...['variable PORT', 'variable PYTHONDONTWRITEBYTECODE', 'variable PYTHONUNBUFFERED'],
    ],
    prints: 'tutorial six',
  },
  // An environment from one stage, the project installed into it, an entrypoint that changes nothing.
  shipped: {
    files: { 'bin/start.sh': ENTRYPOINT },
    dockerfile: `FROM python:3.13-slim-trixie AS build
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /src
COPY requirements.txt .
${PIP} -r requirements.txt
COPY . .
${PIP} --no-deps .

FROM python:3.13-slim-trixie
COPY --from=build /opt/venv /opt/venv
COPY --chmod=755 bin/ /usr/local/lib/service/
ENV PATH=/opt/venv/bin:$PATH
USER 1001:0
ENTRYPOINT ["/usr/local/lib/service/start.sh"]
CMD ["python", "-m", "shipped"]
`,
    differences: [
      ...['package pip', 'variable PATH', 'variable PYTHONDONTWRITEBYTECODE'],
      'variable PYTHONUNBUFFERED',
    ],
    prints: 'shipped six',
  },
};

function projectFiles(name: string): Files {
  return {
    'pyproject.toml': `[project]
name = "${name}"
version = "1"
requires-python = ">=3.11"
dependencies = ["gunicorn", "six"]
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
`,
    ...packageFiles(name),
  };
}

testAdoption({
  ...{ namespace: `slipway-adopt-pip-${MARK}`, installer: 'pip' },
  ...{ projectFiles, cases: CASES },
});
