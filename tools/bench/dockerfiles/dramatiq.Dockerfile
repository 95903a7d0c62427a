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
CMD ["dramatiq", "--processes=1", "@module@.actors"]
