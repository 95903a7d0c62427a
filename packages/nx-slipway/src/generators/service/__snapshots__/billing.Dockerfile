# The image of Billing. `nx build-image Billing` builds it; so does plain
# `docker build -f services/billing/Dockerfile .` in the workspace root, once the stack's images are there.
# hadolint global ignore=DL3003,DL3006,DL3008,DL3045,SC2035
ARG SOURCE_DATE_EPOCH=315532800
FROM proj/python-base AS python-base
FROM proj/python-base-builder AS python-base-builder

# What this service alone needs at run time.
FROM python-base AS system
ARG SOURCE_DATE_EPOCH
RUN --mount=type=cache,id=apt-cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists,target=/var/lib/apt,sharing=locked \
    apt-get update \
 && apt-get install --yes --no-install-recommends \
      libpango-1.0-0 \
 && rm -rf /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old \
      /var/log/alternatives.log /var/log/apt /var/log/dpkg.log \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +

# What this service alone needs to build.
FROM python-base-builder AS builder
RUN --mount=type=cache,id=apt-cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists,target=/var/lib/apt,sharing=locked \
    apt-get update \
 && apt-get install --yes --no-install-recommends \
      gcc \
      libpango1.0-dev

# The lock; nx-slipway binds this stage to the part of it that decides this image.
FROM scratch AS lock
COPY pyproject.toml uv.lock /

# Locked third-party packages, into /venv.
FROM builder AS dependencies
RUN --mount=type=bind,from=lock,target=/lock \
    --mount=type=cache,id=uv,target=/var/cache/uv \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    uv sync --directory /lock --frozen --no-default-groups --no-install-local --package billing --extra pdf \
 && normalize-layer /venv

# The workspace's libraries, into /app; nx-slipway builds each of them once for all services.
FROM builder AS libraries
COPY . .
RUN --network=none \
    find . -mindepth 2 -name pyproject.toml -not -path './services/billing/*' -exec install-projects {} +

# The service itself, into /app.
FROM builder AS application
COPY services/billing/ services/billing/
RUN --network=none install-projects services/billing/pyproject.toml

# nx-slipway puts the shared layers on this stage.
FROM system AS foundation

FROM foundation AS runtime
COPY --link --from=dependencies /venv /venv
COPY --link --from=libraries /app /app
COPY --link --from=application /app /app
USER 10001:10001
ENV PORT=8080
EXPOSE 8080
HEALTHCHECK NONE
CMD ["sh", "-c", "exec uvicorn billing.main:app --host=0.0.0.0 --port=$PORT"]
