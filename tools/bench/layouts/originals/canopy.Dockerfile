# Reconstructed from a description of `canopy`; it is not the file that its author wrote.
FROM @base@ AS python-base
ENV PATH=/venv/bin:/opt/poetry/bin:$PATH \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    POETRY_NO_INTERACTION=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/app/src \
    PYTHONUNBUFFERED=1 \
    VIRTUAL_ENV=/venv
RUN python -m venv /venv

FROM python-base AS builder-base
RUN apt-get update \
 && apt-get install --yes --no-install-recommends build-essential git libpq-dev vim \
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.cache \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv /opt/poetry \
 && /opt/poetry/bin/pip install poetry==2.5.1
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN --mount=type=cache,target=/root/.cache \
    poetry install --no-root --all-extras --only main

FROM builder-base AS development
RUN --mount=type=cache,target=/root/.cache \
    poetry install --no-root --all-extras --with dev
COPY . .
RUN --mount=type=cache,target=/root/.cache \
    poetry install --all-extras --with dev
CMD ["bash"]

FROM python-base AS production
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=builder-base /opt/poetry /opt/poetry
COPY --from=builder-base /venv /venv
WORKDIR /app
COPY pyproject.toml poetry.lock README.md ./
COPY src/ src/
RUN --mount=type=cache,target=/root/.cache \
    poetry install --all-extras --only main
ENV PORT=8000 \
    WORKER_COUNT=1
EXPOSE 8000
CMD ["sh", "-c", "exec gunicorn pay.app:app --bind=0.0.0.0:$PORT --workers=$WORKER_COUNT --threads=8"]
