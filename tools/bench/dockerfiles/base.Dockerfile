FROM @base@ AS base
# The bench's: what one contender has run is cached for no other.
ENV CONTENDER=@contender@
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
RUN python -m pip uninstall --yes --quiet --root-user-action=ignore pip setuptools wheel \
 && python -m venv --without-pip /venv \
 && groupadd --gid 10001 app \
 && useradd --uid 10001 --gid app --create-home --shell /usr/sbin/nologin app
WORKDIR /home/app

FROM base AS base-builder
ARG PIP_INDEX_URL
ARG PIP_TRUSTED_HOST
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv /opt/builder \
 && /opt/builder/bin/python -m pip install --disable-pip-version-check uv==0.13.9
ARG UV_DEFAULT_INDEX
# Many at once under an emulator compile longer than the minute that uv waits by default, and fail.
ENV PATH=$PATH:/opt/builder/bin \
    UV_CACHE_DIR=/var/cache/uv \
    UV_COMPILE_BYTECODE=1 \
    UV_COMPILE_BYTECODE_TIMEOUT=600 \
    UV_DEFAULT_INDEX=$UV_DEFAULT_INDEX \
    UV_LINK_MODE=copy \
    UV_PROJECT_ENVIRONMENT=/venv \
    UV_PYTHON=/venv/bin/python \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /src
