FROM python AS base
FROM base AS base-builder

FROM base-builder AS slipway-lock
COPY --from=slipway-projects . /src
RUN --mount=type=cache,id=uv,target=/var/cache/uv \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    --mount=type=secret,id=UV_DEFAULT_INDEX \
    export UV_DEFAULT_INDEX="$(cat /run/secrets/UV_DEFAULT_INDEX)" \
 && cd /src \
 && uv lock

FROM scratch AS slipway-locked
COPY --from=slipway-lock /src/uv.lock /
