# The image of shop. `nx build-image shop` builds it; so does plain
# `docker build -f services/shop/dramatiq.Dockerfile .` in the workspace root, once the stack's images are there.
# hadolint global ignore=DL3003,DL3006,DL3008,DL3045,SC2035
FROM acme/python-base AS python-base
FROM acme/python-base-builder AS python-base-builder

# The lock; nx-slipway binds this stage to the part of it that decides this image.
FROM scratch AS lock
COPY pyproject.toml uv.lock /

# Locked third-party packages, into /venv.
FROM python-base-builder AS dependencies
RUN --mount=type=bind,from=lock,target=/lock \
    --mount=type=cache,id=uv,target=/var/cache/uv \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    uv sync --directory /lock --frozen --no-default-groups --no-install-local --package shop --group worker \
 && normalize-layer /venv

# The workspace's libraries, into /app; nx-slipway builds each of them once for all services.
FROM python-base-builder AS libraries
COPY . .
RUN --network=none \
    find . -mindepth 2 -name pyproject.toml -not -path './services/shop/*' -exec install-projects {} +

# The service itself, into /app.
FROM python-base-builder AS application
COPY services/shop/ services/shop/
RUN --network=none install-projects services/shop/pyproject.toml

# nx-slipway puts the shared layers on this stage.
FROM python-base AS foundation

FROM foundation AS runtime
COPY --link --from=dependencies /venv /venv
COPY --link --from=libraries /app /app
COPY --link --from=application /app /app
USER 10001:10001
HEALTHCHECK NONE
CMD ["dramatiq", "shop.actors", "--processes=1", "--threads=8", "--worker-shutdown-timeout=8000"]
