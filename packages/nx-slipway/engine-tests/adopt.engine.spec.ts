import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type AdoptionSpec, ENTRYPOINT, PIP, projectOfUv, testAdoption, UV_ROOT } from './adopt';

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');

/** Dockerfiles that were written by hand, for the workspace root as their context. */
const CASES: AdoptionSpec['cases'] = {
  // The sources are run as they are; a user with a number, a shell-form command, an ARG in the base.
  plain: {
    dockerfile: `ARG PYTHON=3.13
FROM python:\${PYTHON}-slim-trixie
${PIP} uv
WORKDIR /srv
COPY pyproject.toml uv.lock ./
COPY services/plain/pyproject.toml services/plain/
RUN uv sync --frozen --no-dev --no-install-workspace --package plain
COPY services/plain/src src
ENV PATH=/srv/.venv/bin:$PATH PYTHONPATH=/srv/src LOG_LEVEL=info
LABEL org.example.team=${MARK}
USER 1234:1234
EXPOSE 8000
CMD gunicorn plain.app:app --bind 0.0.0.0:8000
`,
    differences: [
      'command',
      'file pyproject.toml',
      'file services/plain/pyproject.toml',
      'file uv.lock',
      'variable PATH',
      'variable PORT',
      'variable PYTHONDONTWRITEBYTECODE',
      'variable PYTHONPATH',
      'variable PYTHONUNBUFFERED',
    ],
    ...{ words: ['python', '-m', 'plain'], prints: 'plain six' },
  },
  // A wheel from one stage, apt in both, an entrypoint beside the code, an extra.
  wheel: {
    files: { 'entrypoint.sh': ENTRYPOINT },
    dockerfile: `FROM python:3.13-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev
${PIP} uv && python -m venv /opt/venv
WORKDIR /build
COPY pyproject.toml uv.lock ./
COPY services/wheel services/wheel
RUN uv export --frozen --no-dev --package wheel --extra more --no-emit-workspace -o r.txt
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf /opt/venv/bin/pip install -r r.txt
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf /opt/venv/bin/pip install --no-deps ./services/wheel

FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libpcre2-8-0 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/venv /opt/venv
WORKDIR /work
COPY --chmod=755 services/wheel/entrypoint.sh ./
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /data
STOPSIGNAL SIGINT
ENTRYPOINT ["./entrypoint.sh"]
CMD ["python", "-m", "wheel"]
`,
    differences: ['package pip', 'variable PATH', 'variable PYTHONDONTWRITEBYTECODE'],
    prints: 'wheel six',
  },
  // A stage that has nothing to do with Python's packages, and a file of it in the image.
  assets: {
    files: { 'web/index.html': `<p>${MARK}</p>` },
    dockerfile: `FROM python:3.13-slim-trixie AS assets
COPY services/assets/web/ /web/
RUN mkdir /out && cat /web/index.html > /out/index.html

FROM python:3.13-slim-trixie
${PIP} uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY services/assets/pyproject.toml services/assets/
RUN uv sync --frozen --no-dev --no-install-workspace --package assets --group extra
COPY services/assets/src/ ./
COPY --from=assets /out /app/static
ENV PATH=/app/.venv/bin:$PATH
CMD ["python", "-m", "assets"]
`,
    differences: [
      'file pyproject.toml',
      'file services/assets/pyproject.toml',
      'file uv.lock',
      'variable PATH',
      'variable PYTHONDONTWRITEBYTECODE',
      'variable PYTHONUNBUFFERED',
    ],
    words: ['sh', '-c', 'python -m assets && cat static/index.html'],
    prints: `assets six\n<p>${MARK}</p>`,
  },
};

const { comparison } = testAdoption({
  ...{ namespace: `slipway-adopt-${MARK}`, installer: 'uv', rootFiles: UV_ROOT },
  ...{ projectFiles: projectOfUv, cases: CASES },
});

test('the same packages, files and user are counted', () => {
  expect(comparison('plain')?.same).toEqual(
    expect.arrayContaining(['user', 'working directory', 'ports', '3 files']),
  );
  expect(comparison('wheel')?.same).toEqual(
    expect.arrayContaining(['user', 'entrypoint', 'command', 'volumes', 'stop signal']),
  );
});
