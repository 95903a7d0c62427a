# The image of api. `nx build-image api` builds it; so does plain
# `docker build -f services/api/Dockerfile .` in the workspace root, once the stack's images are there.
# hadolint global ignore=DL3003,DL3006,DL3008,DL3045,SC2035
FROM proj/python-base-builder AS python-base-builder

# The lock; nx-slipway binds this stage to the part of it that decides this image.
FROM scratch AS lock
COPY pyproject.toml uv.lock /

# Locked third-party packages, into /venv.
FROM python-base-builder AS dependencies
RUN --mount=type=bind,from=lock,target=/lock \
    --mount=type=cache,id=uv,target=/var/cache/uv \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    uv sync --directory /lock --frozen --no-default-groups --no-install-local --package api \
 && normalize-layer /venv

# The workspace's libraries, into /app; nx-slipway builds each of them once for all services.
FROM python-base-builder AS libraries
COPY . .
RUN --network=none \
    find . -mindepth 2 -name pyproject.toml -not -path './services/api/*' -exec install-projects {} +

# The service itself, into /app.
FROM python-base-builder AS application
COPY services/api/ services/api/
RUN --network=none install-projects services/api/pyproject.toml

# nx-slipway puts the shared layers on this stage.
FROM python-base-builder AS foundation

FROM foundation AS runtime
COPY --link --from=dependencies /venv /venv
COPY --link --from=libraries /app /app
COPY --link --from=application /app /app
USER 10001:10001
ENV PORT=8000 \
    WEB_CONCURRENCY=2
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \
    CMD ["python", "-c", \
     "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2); probe.request('GET', '/health'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET /health answered ' + str(status))"]
CMD ["gunicorn", "api.app:app", "--worker-class=uvicorn_worker.UvicornWorker", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--graceful-timeout=8"]
