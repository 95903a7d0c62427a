# Stands in for a full image of Python: a compiler, headers and git on the slim image of this machine.
FROM @base@
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      build-essential curl git libbz2-dev libffi-dev libssl-dev pkg-config zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
