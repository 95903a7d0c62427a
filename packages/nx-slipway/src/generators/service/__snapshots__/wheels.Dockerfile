# The image of api. `nx build-image api` builds it; so does plain
# `docker build -f services/api/Dockerfile .` in the workspace root, once the stack's images are there.
# hadolint global ignore=DL3003,DL3006,DL3008,DL3045,SC2035
ARG SOURCE_DATE_EPOCH=315532800
FROM proj/python-base AS python-base
FROM proj/python-base-builder AS python-base-builder

# The lock, which the wheels are listed from.
FROM scratch AS lock
COPY pyproject.toml uv.lock /
COPY services/api/pyproject.toml /services/api/

# Wheels of the locked third-party packages.
FROM python-base-builder AS dependencies
RUN --mount=type=bind,from=lock,target=/lock \
    --mount=type=cache,id=uv,target=/var/cache/uv \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf,required=false \
    mkdir /wheels \
 && uv export --quiet --directory /lock --frozen --no-header --emit-index-url --no-default-groups --no-emit-local --package api --output-file /tmp/requirements.txt \
 && pip wheel --disable-pip-version-check --no-deps --require-hashes --wheel-dir /wheels --requirement /tmp/requirements.txt

# Wheels of the workspace's libraries.
FROM python-base-builder AS libraries
ENV WHEELS=/wheels
COPY . .
RUN --network=none \
    mkdir /wheels \
 && find . -mindepth 2 -name pyproject.toml -not -path './services/api/*' -exec install-projects {} +

# The wheel of the service itself.
FROM python-base-builder AS application
ENV WHEELS=/wheels
COPY services/api/ services/api/
RUN --network=none install-projects services/api/pyproject.toml

# All of them: `nx build-image api --stage=wheels --output=type=local,dest=dist` writes them to a folder.
FROM scratch AS wheels
COPY --from=dependencies /wheels /third-party
COPY --from=libraries /wheels /workspace
COPY --from=application /wheels /workspace

FROM python-base AS foundation

# The wheels and what installs them are mounted, so that no layer holds them.
FROM foundation AS runtime
ARG SOURCE_DATE_EPOCH
RUN --network=none \
    --mount=type=bind,from=dependencies,source=/wheels,target=/wheels \
    --mount=type=bind,from=python-base-builder,source=/opt/builder,target=/opt/builder \
    export PYC_INVALIDATION_MODE=UNCHECKED_HASH \
 && find /wheels -name '*.whl' -exec /opt/builder/bin/uv pip install --quiet --offline --no-cache --no-index \
      --no-deps --compile-bytecode --link-mode=copy --python /venv/bin/python {} + \
 && find /venv -name RECORD -newer /dev -exec sed -i '/\/uv_cache\.json,/d' {} + \
 && find /venv -name uv_cache.json -delete \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
RUN --network=none \
    --mount=type=bind,from=wheels,source=/workspace,target=/wheels \
    --mount=type=bind,from=python-base-builder,source=/opt/builder,target=/opt/builder \
    export PYC_INVALIDATION_MODE=UNCHECKED_HASH \
 && find /wheels -name '*.whl' -exec /opt/builder/bin/uv pip install --quiet --offline --no-cache --no-index \
      --no-deps --compile-bytecode --link-mode=copy --python /venv/bin/python {} + \
 && find /venv -name RECORD -newer /dev -exec sed -i '/\/uv_cache\.json,/d' {} + \
 && find /venv -name uv_cache.json -delete \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
USER 10001:10001
ENV PORT=8000 \
    WEB_CONCURRENCY=2
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s --start-interval=1s \
    CMD ["python", "-c", \
     "import http.client, os; probe = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=2); probe.request('GET', '/health'); status = probe.getresponse().status; raise SystemExit(status >= 400 and 'GET /health answered ' + str(status))"]
CMD ["gunicorn", "api.app:app", "--worker-class=uvicorn_worker.UvicornWorker", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--graceful-timeout=8"]
