#!/bin/sh
# All images of the workspace, one after the other: ./build-images.sh --load
# In CI: ./build-images.sh --push, with a build cache from and to the registry.
set -eu
images=@images@
to=$1

build() {
  name=$1
  shift
  if [ "$to" = --push ]; then
    cache=type=registry,ref=$images/$name:cache
    set -- "$@" "--cache-from=$cache" "--cache-to=$cache,mode=max"
  fi
  docker buildx build "$to" --provenance=false --tag "$images/$name" "$@" .
}

build base --file images/python/Dockerfile --target base
build base-builder --file images/python/Dockerfile --target base-builder \
  --build-arg UV_DEFAULT_INDEX --build-arg PIP_INDEX_URL --build-arg PIP_TRUSTED_HOST

for service in services/*/; do
  service=$(basename "$service")
  build "$service" --file "services/$service/Dockerfile" \
    --build-context "base=docker-image://$images/base" \
    --build-context "base-builder=docker-image://$images/base-builder"
done
