# Reconstructed from a description of `layered-slim-image-buildkit`; it is not the file that its author wrote.
FROM @base@ AS builder
ENV PATH=/venv/bin:/opt/poetry/bin:$PATH \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    POETRY_NO_INTERACTION=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VIRTUAL_ENV=/venv
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.cache \
    --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv /opt/poetry \
 && /opt/poetry/bin/pip install poetry==2.5.1
RUN python -m venv /venv
WORKDIR /build
COPY pyproject.toml poetry.lock ./
RUN --mount=type=cache,target=/root/.cache \
    poetry install --no-root --only main --extras pg

FROM @base@ AS runtime
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home app
COPY --from=builder /venv /venv
WORKDIR /home/app
COPY src/ src/
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/home/app/src \
    PYTHONUNBUFFERED=1
USER app
EXPOSE 8000
CMD ["gunicorn", "pay.app:app", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8"]
