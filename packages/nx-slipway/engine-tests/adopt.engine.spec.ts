import { randomBytes } from 'node:crypto';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareImages } from '../src/build/compare/compare-images';
import { dockerEngine } from '../src/engine/docker/docker-engine';
import adoptGenerator from '../src/generators/adopt/generator';
import type { Comparison } from '../src/images/facts/compare-adopted-images';
import { runCommand } from '../src/process/run-command';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import type { Files } from '../test-support/workspace-files';

/** The engine remembers earlier runs. */
const MARK = randomBytes(3).toString('hex');
const NAMESPACE = `slipway-adopt-${MARK}`;
const INSTALL_UV =
  'RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf pip install --root-user-action=ignore uv';

/** Dockerfiles that were written by hand, for the workspace root as their context, and what the new images lack or add. */
const CASES: Readonly<
  Record<string, { readonly dockerfile: string; readonly differences: readonly string[] }>
> = {
  // The sources are run as they are; a user with a number, a shell-form command, an ARG in the base.
  plain: {
    dockerfile: `ARG PYTHON=3.13
FROM python:\${PYTHON}-slim-trixie
${INSTALL_UV}
WORKDIR /srv
COPY pyproject.toml uv.lock ./
COPY services/plain/pyproject.toml services/plain/
RUN uv sync --frozen --no-dev --no-install-workspace --package plain
COPY services/plain/src src
ENV PATH=/srv/.venv/bin:$PATH PYTHONPATH=/srv/src LOG_LEVEL=info
LABEL org.example.team=${MARK}
USER 1234:1234
EXPOSE 8000
CMD gunicorn plain.app:app --bind 0.0.0.0:8000
`,
    differences: [
      'command',
      'file pyproject.toml',
      'file services/plain/pyproject.toml',
      'file uv.lock',
      'variable PATH',
      'variable PORT',
      'variable PYTHONDONTWRITEBYTECODE',
      'variable PYTHONPATH',
      'variable PYTHONUNBUFFERED',
    ],
  },
  // A wheel from one stage, apt in both, an entrypoint beside the code, an extra.
  wheel: {
    dockerfile: `FROM python:3.13-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev
${INSTALL_UV} && python -m venv /opt/venv
WORKDIR /build
COPY pyproject.toml uv.lock ./
COPY services/wheel services/wheel
RUN uv export --frozen --no-dev --package wheel --extra more --no-emit-workspace -o r.txt
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf /opt/venv/bin/pip install -r r.txt
RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf /opt/venv/bin/pip install --no-deps ./services/wheel

FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libpcre2-8-0 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/venv /opt/venv
WORKDIR /work
COPY --chmod=755 services/wheel/entrypoint.sh ./
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /data
STOPSIGNAL SIGINT
ENTRYPOINT ["./entrypoint.sh"]
CMD ["python", "-m", "wheel"]
`,
    differences: ['package pip', 'variable PATH', 'variable PYTHONDONTWRITEBYTECODE'],
  },
  // A stage that has nothing to do with Python's packages, and a file of it in the image.
  assets: {
    dockerfile: `FROM python:3.13-slim-trixie AS assets
COPY services/assets/web/ /web/
RUN mkdir /out && cat /web/index.html > /out/index.html

FROM python:3.13-slim-trixie
${INSTALL_UV}
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY services/assets/pyproject.toml services/assets/
RUN uv sync --frozen --no-dev --no-install-workspace --package assets --group extra
COPY services/assets/src/ ./
COPY --from=assets /out /app/static
ENV PATH=/app/.venv/bin:$PATH
CMD ["python", "-m", "assets"]
`,
    differences: [
      'file pyproject.toml',
      'file services/assets/pyproject.toml',
      'file uv.lock',
      'variable PATH',
      'variable PYTHONDONTWRITEBYTECODE',
      'variable PYTHONUNBUFFERED',
    ],
  },
};

function projectFiles(name: string): Files {
  const dir = `services/${name}`;
  return {
    [`${dir}/pyproject.toml`]: `[project]\nname = "${name}"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["gunicorn", "six"]\n[project.optional-dependencies]\nmore = ["idna"]\n[dependency-groups]\ndev = ["iniconfig"]\nextra = ["toolz"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n`,
    [`${dir}/src/${name}/__init__.py`]: '',
    [`${dir}/src/${name}/__main__.py`]: `import six\n\nprint("${name}", six.__name__)\n`,
    [`${dir}/src/${name}/app.py`]: 'def app(environ, start_response):\n    return []\n',
    [`${dir}/entrypoint.sh`]: '#!/bin/sh\nexec "$@"\n',
    [`${dir}/web/index.html`]: `<p>${MARK}</p>`,
    [`${dir}/Dockerfile`]: CASES[name]?.dockerfile ?? '',
  };
}

const NAMES = Object.keys(CASES);
const compared = new Map<string, Comparison>();
let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    'nx.json': JSON.stringify({
      plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
    }),
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    ...Object.assign({}, ...NAMES.map(projectFiles)),
  });
  // Nx lists the files of a workspace once for a process, so that each project gets a stack of its own here.
  const tree = new FsTree(workspace.root, false);
  for (const project of NAMES) {
    const finish = await adoptGenerator(tree, { project });
    flushChanges(workspace.root, tree.listChanges());
    await finish();
  }
  const { failed } = await workspace.build(['python', ...NAMES]);
  expect(failed).toEqual({});
  for (const name of NAMES) {
    const before = `${NAMESPACE}/${name}`;
    const answer = await compareImages({ before, after: `${before}-adopted` }, name, dockerEngine, {
      run: runCommand,
      cwd: workspace.root,
    });
    if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
    compared.set(name, answer.comparison);
  }
});

afterAll(() => workspace?.dispose());

test.each(NAMES)('%s: both images are the same, except for what is listed', (name) => {
  const found = (compared.get(name)?.differences ?? []).map(({ area, name: of }) =>
    of === undefined ? area : `${area} ${of}`,
  );
  expect(found.sort()).toEqual(CASES[name]?.differences);
});

test('the same packages, files and user are counted', () => {
  expect(compared.get('plain')?.same).toEqual(
    expect.arrayContaining(['user', 'working directory', 'ports', '3 files']),
  );
  expect(compared.get('wheel')?.same).toEqual(
    expect.arrayContaining(['user', 'entrypoint', 'command', 'volumes', 'stop signal']),
  );
});

test('what a carried stage made is in the image', async () => {
  const args = [
    'run',
    '--rm',
    '--entrypoint=cat',
    `${NAMESPACE}/assets-adopted`,
    'static/index.html',
  ];
  const { stdout } = await runCommand({ command: 'docker', args, cwd: '/' });
  expect(stdout).toBe(`<p>${MARK}</p>`);
});
