/** Hand-written Dockerfiles of the service that `adoptFiles` makes, each with something that is not easy to read. */
export const AWKWARD: Readonly<Record<string, string>> = {
  'an ARG as base, and a shell-form command': `ARG PYTHON=3.13
ARG VARIANT=slim-trixie
FROM python:\${PYTHON}-\${VARIANT}
ARG REVISION=unknown
LABEL org.example.team="the api's" org.example.revision=$REVISION
ENV PYTHONUNBUFFERED 1
ENV LOG_LEVEL=info
WORKDIR /srv
RUN pip install --no-cache-dir uv==0.9.5
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY src ./src
RUN uv sync --frozen --no-dev
EXPOSE 8000
CMD uv run gunicorn api.app:app --bind 0.0.0.0:8000
`,
  'apt in two places, and a user with a number': `FROM python:3.13-slim-trixie AS build
RUN apt-get update && apt-get install -y gcc
RUN apt-get install -y --no-install-recommends libpq-dev=17.2-1 && rm -rf /var/lib/apt/lists/*
RUN curl -LsSf https://astral.sh/uv/install.sh | sh
WORKDIR /code
COPY . .
RUN uv sync --locked --no-default-groups --extra pg

FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y libpq5
RUN groupadd --gid 1234 app && useradd --uid 1234 --gid app --no-create-home app
RUN apt-get install -y curl
WORKDIR /code
COPY --from=build --chown=app:app /code /code
ENV PATH="/code/.venv/bin:$PATH"
USER app
EXPOSE 9000/tcp 9090
HEALTHCHECK --interval=5s CMD curl --fail http://localhost:9000/healthz || exit 1
ENTRYPOINT ["./entrypoint.sh"]
CMD ["gunicorn", "api.app:app", "--bind", "0.0.0.0:9000"]
`,
  'a foreign stage': `ARG NODE=24
FROM node:\${NODE}-slim AS builder
WORKDIR /web
# The lock first.
COPY web/package.json ./
RUN --mount=type=bind,source=web,target=/src \\
    cp -r /src/. . && mkdir out && cp package.json out/

FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS python
COPY --from=ghcr.io/astral-sh/uv:0.9.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --frozen --no-dev --no-install-project
COPY src src
RUN uv sync --frozen --no-dev

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=python /app /app
COPY --from=builder --chown=www-data /web/out /srv/static
ENV PATH=/app/.venv/bin:$PATH STATIC="/srv/static"
VOLUME /data
STOPSIGNAL SIGQUIT
USER www-data
CMD ["gunicorn", "api.app:app"]
`,
  'pip and uv mixed, and curl-piped installers': `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y curl gnupg
RUN curl -sSL https://deb.nodesource.com/setup_24.x | bash - && apt-get install -y nodejs
RUN pip install uv awscli gunicorn
COPY . /app
WORKDIR /app
RUN uv sync --frozen && pip install -r requirements-extra.txt
RUN npm ci && npm run build
RUN chown -R nobody /app
USER nobody
CMD python -m api --loop && echo done
`,
  'several final stages': `FROM python:3.13-slim-trixie AS base
RUN pip install uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src/ src/
ENV PYTHONPATH=/app/src

FROM base AS web
RUN uv sync --frozen --no-dev
EXPOSE 8000
CMD ["gunicorn", "api.app:app", "--bind=0.0.0.0:8000"]

FROM base AS worker
RUN uv sync --frozen --no-dev --group worker
CMD ["dramatiq", "api.jobs"]

FROM base AS shell
RUN uv sync --frozen
CMD ["bash"]
`,
  'a heredoc and a step for several lines': `# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie
RUN <<EOT
set -eux
apt-get update
apt-get install -y --no-install-recommends libpq5
EOT
COPY <<conf /etc/service.conf
a = 1
conf
RUN for each in a b; do echo $each; done
RUN ["pip", "install", "uv"]
COPY ["alembic.ini", "pyproject.toml", "uv.lock", "./"]
COPY src /src
RUN uv pip install --system /src
ADD https://example.com/data.json /data.json
ONBUILD RUN echo built
MAINTAINER somebody
SHELL ["/bin/bash", "-c"]
CMD exec gunicorn api.app:app --bind "0.0.0.0:\${PORT:-8000}"
`,
  'no user, no folder, a secret': `FROM python:3.13-slim-trixie
ENV PIP_INDEX_URL=https://index.example/simple FLAGS="-O3 $HOME"
RUN --mount=type=secret,id=npmrc --mount=type=ssh pip install --extra-index-url https://other.example .
COPY tests /tests
COPY docs/../README.md /usr/share/doc/
RUN mkdir -p /data && chmod 777 /data
`,
  'wildcards, modes, archives and addresses': `FROM python:3.13-slim-trixie
WORKDIR /srv
COPY pyproject.toml poetry.lock* ./
RUN uv sync --frozen --no-dev --no-install-project
COPY --chmod=0755 *.sh ./
COPY --exclude=src/old --chmod=644 . .
ADD --checksum=sha256:${'0'.repeat(64)} https://example.com/data.tar.gz /data/
ADD alembic.ini /srv/
COPY --parents src/./api /opt/
RUN pip install git+https://x:y@git.example/acme/lib.git@v1 "other @ https://files.example/other-1.0.tar.gz"
ENTRYPOINT ["./entrypoint.sh"]
CMD ["python", "-m", "api"]
`,
  'a name that two stages have, and a stage that two use': `FROM python:3.13-slim-trixie AS base
RUN apt-get update && apt-get install -y libpq5
FROM base AS build
RUN pip install build
FROM base AS build
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
FROM base
COPY --from=build /app/.venv /app/.venv
COPY src /app/src
ENV PATH=/app/.venv/bin:$PATH PYTHONPATH=/app/src
CMD LOG_LEVEL=debug PORT=\${PORT:-8000} exec gunicorn api.app:app
`,
};
