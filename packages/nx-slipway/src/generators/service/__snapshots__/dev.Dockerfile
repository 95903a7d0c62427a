# The image to develop api in. `nx build-image api` builds it; so does plain
# `docker build -f services/api/dev.Dockerfile .` in the workspace root, once the stack's images are there.
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
    uv sync --directory /lock --frozen --no-default-groups --no-install-local --package api --group dev \
 && normalize-layer /venv

# The workspace's libraries, into /app; nx-slipway builds each of them once for all services.
FROM python-base-builder AS libraries
COPY . .
RUN --network=none \
    find . -mindepth 2 -name pyproject.toml -not -path './services/api/*' -exec install-projects {} +

# The service itself, into /app.
FROM python-base-builder AS application
# Files beside the application, with times and modes that do not depend on the checkout.
COPY services/api/ /files/workspace/services/api/
RUN normalize-layer /files
COPY services/api/ services/api/
RUN --network=none install-projects services/api/pyproject.toml
# The folder of the project comes before what is installed, so that sources mounted over it count at once.
RUN echo "import sys; sys.path.insert(0, '/workspace/services/api/src')" > /app/mounted-sources.pth \
 && normalize-layer /app

# nx-slipway puts the shared layers on this stage.
FROM python-base AS foundation

FROM foundation AS runtime
COPY --link --from=dependencies /venv /venv
COPY --link --from=libraries /app /app
COPY --link --from=application /app /app
COPY --link --from=application /files /
USER 10001:10001
WORKDIR /workspace/services/api
ENV MYPY_CACHE_DIR=/tmp/mypy \
    PYTEST_ADDOPTS="-o cache_dir=/tmp/pytest" \
    RUFF_CACHE_DIR=/tmp/ruff
HEALTHCHECK NONE
CMD ["bash"]
