# The image of shop. `nx build-image shop` builds it; so does plain
# `docker build -f shop/Dockerfile .` in the workspace root, once the stack's images are there.
# hadolint global ignore=DL3003,DL3006,DL3008,DL3045,SC2035
FROM proj/python-base AS python-base
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
    uv sync --directory /lock --frozen --no-default-groups --no-install-local --package shop --group http \
 && normalize-layer /venv

# The workspace's libraries, into /app; nx-slipway builds each of them once for all services.
FROM python-base-builder AS libraries
COPY . .
RUN --network=none \
    find . -mindepth 2 -name pyproject.toml -not -path './shop/*' -exec install-projects {} +

# The sources of the service as they are, into /app, which is on the import path.
FROM python-base-builder AS application
COPY shop/src/domain/ /app/domain/
COPY shop/src/web/ /app/web/
RUN normalize-layer --compile /app

# nx-slipway puts the shared layers on this stage.
FROM python-base AS foundation

FROM foundation AS runtime
COPY --link --from=dependencies /venv /venv
COPY --link --from=libraries /app /app
COPY --link --from=application /app /app
USER 10001:10001
ENV PORT=8000
EXPOSE 8000
HEALTHCHECK NONE
CMD ["sh", "-c", "exec uvicorn web.main:app --host=0.0.0.0 --port=$PORT"]
