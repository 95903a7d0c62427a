import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textOf } from '../src/workspace/files/file-text';
import { engineRegistry } from '../test-support/engine-registry';
import { type AdoptionSpec, ENTRYPOINT, PIP, projectOfUv, testAdoption, UV_ROOT } from './adopt';

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');

/** Variables of which the new image has its own. */
const VARIABLES = [
  ...['variable PATH', 'variable PYTHONDONTWRITEBYTECODE', 'variable PYTHONPATH'],
  'variable PYTHONUNBUFFERED',
];

/** Files of the lock, which no image needs. */
function lockFiles(name: string): readonly string[] {
  return ['file pyproject.toml', `file services/${name}/pyproject.toml`, 'file uv.lock'];
}

/** Installs what a project of the workspace needs, into /srv/.venv. */
function installed(name: string, more = ''): string {
  return `WORKDIR /srv
COPY pyproject.toml uv.loc[k] ./
COPY services/${name}/pyproject.toml services/${name}/
RUN uv sync --frozen --no-dev --no-install-workspace --package ${name}${more}`;
}

/** Dockerfiles of which each has something that is not easy to read. */
const CASES: AdoptionSpec['cases'] = {
  // Heredocs, a shell of its own, what is for images built from it, a command that needs a shell and its variables.
  heredoc: {
    dockerfile: `FROM python:3.13-slim-trixie
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN <<EOT
apt-get update
apt-get install -y --no-install-recommends libpcre2-8-0
rm -rf /var/lib/apt/lists/*
EOT
COPY <<conf /etc/service.conf
level = ${MARK}
conf
${PIP} uv
ARG GREETING=hello
ENV GREETING=$GREETING LEVEL="a 'b' c"
${installed('heredoc')}
COPY services/heredoc/src src
ENV PATH=/srv/.venv/bin:$PATH PYTHONPATH=/srv/src
ONBUILD RUN echo built
CMD NAME="$GREETING, $LEVEL" python -m heredoc && cat /etc/service.conf
`,
    differences: [...lockFiles('heredoc'), ...VARIABLES],
    prints: `heredoc six\nlevel = ${MARK}`,
  },
  // Modes, archives and addresses: no option says what COPY and ADD do with them.
  modes: {
    files: {
      'entrypoint.sh': ENTRYPOINT,
      'show.sh': '#!/bin/sh\ncat "$@"\n',
      'data.tar': archive(),
    },
    dockerfile: `FROM python:3.13-slim-trixie
${PIP} uv
${installed('modes')}
COPY services/modes/src src
COPY --chmod=0755 services/modes/entrypoint.sh /usr/local/bin/
COPY --chmod=755 services/modes/s*.sh ./
ADD services/modes/data.tar /data/
ADD --chmod=644 http://${engineRegistry()}/v2/ /srv/registry.json
ENV PATH=/srv/.venv/bin:$PATH PYTHONPATH=/srv/src
USER nobody
ENTRYPOINT ["entrypoint.sh"]
CMD ["sh", "-c", "python -m modes && ./show.sh /data/greeting && cat registry.json"]
`,
    differences: [...lockFiles('modes'), ...VARIABLES],
    prints: `modes six\n${MARK}{}`,
  },
  // One stage for two images and their builder, and arguments that only some stages declare.
  stages: {
    stages: ['web', 'worker'],
    dockerfile: `ARG PYTHON=3.13
ARG SUITE=trixie
FROM python:\${PYTHON}-slim-\${SUITE} AS base
RUN apt-get update && apt-get install -y --no-install-recommends libpcre2-8-0
ENV PATH=/srv/.venv/bin:$PATH PYTHONPATH=/srv/src

FROM base AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev
${PIP} uv
${installed('stages')}

FROM build AS build-worker
RUN uv sync --frozen --no-dev --no-install-workspace --package stages --group extra

FROM base AS web
ARG SUITE
ENV SUITE=$SUITE
RUN groupadd --gid 2000 app && useradd --uid 2000 --gid app app
WORKDIR /srv
COPY --from=build --chown=app:app /srv/.venv .venv
COPY --chown=app:app services/stages/src src
USER app
EXPOSE 8000
CMD ["python", "-m", "stages"]

FROM base AS worker
WORKDIR /srv
COPY --from=build-worker /srv/.venv .venv
COPY services/stages/src src
CMD ["python", "-m", "stages"]
`,
    differences: [
      ...[...VARIABLES, 'variable PORT'].sort().map((each) => `web: ${each}`),
      ...VARIABLES.map((each) => `worker: ${each}`),
    ],
    prints: 'stages six',
  },
};

/** An archive with one file, as a text that keeps its bytes. */
function archive(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-archive-'));
  try {
    writeFileSync(join(folder, 'greeting'), MARK);
    return textOf(execFileSync('tar', ['--create', '--directory', folder, 'greeting']));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

testAdoption({
  ...{ namespace: `slipway-adopts-${MARK}`, installer: 'uv', rootFiles: UV_ROOT },
  ...{ projectFiles: projectOfUv, cases: CASES },
});
