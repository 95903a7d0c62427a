# Reconstructed from a description of `Multistage Dockerfile`; it is not the file that its author wrote.
FROM @base@ AS base
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home app

FROM base AS base-app
WORKDIR /app
COPY src/domain/ domain/

FROM base AS base-builder
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/poetry/bin:$PATH \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    POETRY_NO_INTERACTION=1 \
    VIRTUAL_ENV=/venv
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv /opt/poetry \
 && /opt/poetry/bin/pip install poetry==2.5.1 \
 && python -m venv /venv
WORKDIR /build
COPY pyproject.toml poetry.lock ./

FROM base-builder AS http-builder
RUN poetry install --no-cache --no-root --only main,http

FROM base-app AS http
COPY --from=http-builder /venv /venv
COPY src/web/ web/
USER app
EXPOSE 8000
CMD ["gunicorn", "web.app:app", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8"]

FROM base-builder AS dramatiq-builder
RUN poetry install --no-cache --no-root --only main,worker

FROM base-app AS dramatiq
COPY --from=dramatiq-builder /venv /venv
COPY src/worker/ worker/
USER app
CMD ["dramatiq", "worker.tasks", "--processes=1", "--threads=8"]

# Described as fat, with everything for local development, and drawn below base.
FROM base AS dev
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/poetry/bin:$PATH \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    POETRY_NO_INTERACTION=1 \
    VIRTUAL_ENV=/venv
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv /opt/poetry \
 && /opt/poetry/bin/pip install poetry==2.5.1 \
 && python -m venv /venv
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-cache --no-root --with http,worker,dev
COPY src/ ./
COPY tests/ tests/
CMD ["bash"]
