FROM base-builder AS build
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=cache,target=/var/cache/uv \
    uv sync --frozen --no-dev --no-install-workspace --package @name@
COPY libs/greetings/ libs/greetings/
COPY services/@name@/ services/@name@/
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=cache,target=/var/cache/uv \
    uv sync --frozen --no-dev --no-editable --package @name@

FROM base AS runtime
COPY --link --from=build /venv /venv
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "@module@.app:app", "--bind=0.0.0.0:8000", \
     "--worker-class=uvicorn_worker.UvicornWorker", "--workers=2", "--worker-tmp-dir=/dev/shm", \
     "--graceful-timeout=8"]
