# The stages every Python image of this workspace starts from. `nx build-image python` builds
# and tags them as proj/python-base and proj/python-base-builder.
# hadolint global ignore=DL3008

# Time of files and images: what is built from the same files is the same, whenever it is built.
ARG SOURCE_DATE_EPOCH=315532800

# What runs: Python, an empty virtual environment, a user, and nothing that installs or compiles.
FROM python:3.13-slim-trixie AS base
ARG SOURCE_DATE_EPOCH
ENV PATH=/app/bin:/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
# The workspace's own packages live in /app, behind the standard library and /venv on the import path.
RUN python -m pip uninstall --yes --quiet --root-user-action=ignore pip setuptools wheel \
 && python -m venv --without-pip /venv \
 && site_packages=$(/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
 && echo "import site; site.addsitedir('/app')" > "$site_packages/workspace.pth" \
 && mkdir /app \
 && groupadd --gid 10001 app \
 && useradd --uid 10001 --gid app --create-home --shell /usr/sbin/nologin app \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
# An empty folder: servers put their working directory first on the import path.
WORKDIR /home/app

# What builds: compilers, and the installers and build backends that builder-requirements.txt pins.
FROM base AS base-builder
RUN --mount=type=cache,id=apt-cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,id=apt-lists,target=/var/lib/apt,sharing=locked \
    apt-get update \
 && apt-get install --yes --no-install-recommends \
      gcc \
      libc6-dev \
 && rm -rf /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old \
      /var/log/alternatives.log /var/log/apt /var/log/dpkg.log \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
# Compiled without debug information: it names the folder that it is compiled in, another one each time.
ENV LDFLAGS=-Wl,-S
ENV PATH=$PATH:/opt/builder/bin \
    PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
    PYC_INVALIDATION_MODE=UNCHECKED_HASH \
    SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH \
    UV_CACHE_DIR=/var/cache/uv \
    UV_COMPILE_BYTECODE=1 \
    UV_COMPILE_BYTECODE_TIMEOUT=600 \
    UV_HTTP_RETRIES=5 \
    UV_HTTP_TIMEOUT=15 \
    UV_LINK_MODE=copy \
    UV_PROJECT_ENVIRONMENT=/venv \
    UV_PYTHON=/venv/bin/python \
    UV_PYTHON_DOWNLOADS=never
# Images of Python come without the bytecode of its standard library, which every step would compile again.
RUN stdlib=$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))') \
 && python -m compileall -q -j 0 -x '/(lib2to3|test)/' "$stdlib" \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
RUN --mount=type=bind,source=images/python/builder-requirements.txt,target=/mnt/builder-requirements.txt \
    --mount=type=cache,id=pip,target=/root/.cache/pip \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    python -m venv /opt/builder \
 && /opt/builder/bin/python -m pip install --disable-pip-version-check --requirement /mnt/builder-requirements.txt \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
# Installed by a step, because a COPY keeps the times of the checkout.
RUN --mount=type=bind,source=images/python/install-projects,target=/mnt/install-projects \
    --mount=type=bind,source=images/python/normalize-layer,target=/mnt/normalize-layer \
    install --mode=755 /mnt/install-projects /mnt/normalize-layer /usr/local/bin/ \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
WORKDIR /src

# What develops: the locked packages of all services with their development groups, and the build
# backends. The tests of a service, on the sources as they are and without a package index:
#   docker run --rm -v "$PWD":/workspace proj/python-dev uv run --package <name> pytest <folder>
FROM base-builder AS dev
RUN --mount=type=bind,source=pyproject.toml,target=/workspace/pyproject.toml \
    --mount=type=bind,source=uv.lock,target=/workspace/uv.lock \
    --mount=type=cache,id=uv,target=/var/cache/uv \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false \
    --mount=type=secret,id=netrc,target=/root/.netrc,required=false \
    uv sync --directory /workspace --frozen --all-packages --no-install-local \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
# uv run installs the mounted projects as editable; what builds them is in /opt/builder already.
RUN purelib='import sysconfig; print(sysconfig.get_path("purelib"))' \
 && /opt/builder/bin/python -c "$purelib" > "$(/venv/bin/python -c "$purelib")/builder.pth" \
 && find / -xdev \( -newer /dev -o -type d -cnewer /dev \) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +
# What tools remember stays out of the mounted folder, where it would be root's.
ENV MYPY_CACHE_DIR=/tmp/mypy \
    PYTEST_ADDOPTS="-o cache_dir=/tmp/pytest" \
    RUFF_CACHE_DIR=/tmp/ruff \
    UV_FROZEN=1 \
    UV_NO_BUILD_ISOLATION=1
WORKDIR /workspace
CMD ["bash"]
