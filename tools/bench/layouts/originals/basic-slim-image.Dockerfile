# Reconstructed from a description of `basic-slim-image`; it is not the file that its author wrote.
FROM @base@
ENV PATH=/venv/bin:/opt/poetry/bin:$PATH \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    POETRY_NO_INTERACTION=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VIRTUAL_ENV=/venv
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    python -m venv /opt/poetry \
 && /opt/poetry/bin/pip install poetry==2.5.1
RUN python -m venv /venv \
 && useradd --create-home app
WORKDIR /home/app
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-cache --no-root --only main --extras pg
COPY src/ src/
ENV PYTHONPATH=/home/app/src
USER app
EXPOSE 8000
CMD ["gunicorn", "pay.app:app", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8"]
