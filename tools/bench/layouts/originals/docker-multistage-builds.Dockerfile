# Reconstructed from a description of `Docker multistage builds`; it is not the file that its author wrote.
# Its base is Alpine with alpine-sdk; here both sides have the same Debian base, and build-essential in its place.
FROM @base@ AS builder
RUN apt-get update \
 && apt-get install --yes --no-install-recommends build-essential git libpq-dev
COPY . /app
WORKDIR /app
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    pip install -U pip wheel setuptools
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf \
    pip wheel ".[pg]" -w /wheels/

FROM @base@ AS runner
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpq5
COPY --from=builder /wheels /wheels
RUN pip install --no-index /wheels/*
COPY . /app
WORKDIR /app
CMD ["gunicorn", "pay.app:app", "--bind=0.0.0.0:8000", "--workers=2", "--threads=8"]
