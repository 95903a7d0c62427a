import { posix } from 'node:path';
import { parseDockerfile } from '../src/dockerfile/parse-dockerfile';
import { imageModel } from '../src/images/model/image-model';
import { imageInputs } from '../src/images/nx/image-inputs';
import { imageTargets, type TargetNames } from '../src/images/nx/image-targets';
import { planPythonProjects } from '../src/python/projects/plan-python-projects';
import { parsePyproject } from '../src/python/pyproject/parse-pyproject';

/** Dockerfile of a service. */
export const service = ['FROM acme/python-base AS base', 'FROM base AS runtime'];

/** Dockerfiles of the workspace, as lines. */
export const files: Readonly<Record<string, readonly string[]>> = {
  'images/python/Dockerfile': [
    'FROM x AS base',
    'FROM base AS base-builder',
    'COPY images/python/install-projects /usr/bin/',
    'FROM base AS dev',
    'RUN --mount=type=bind,source=uv.lock,target=/lock x',
  ],
  'images/other/Dockerfile': ['FROM x AS base', 'FROM base AS base-builder'],
  'services/api/Dockerfile': [
    'FROM acme/python-base AS dependencies',
    'RUN uv sync --no-default-groups --package api',
    'FROM acme/python-base AS runtime',
    'COPY --from=dependencies /venv /venv',
  ],
  'services/api/worker.Dockerfile': [
    'FROM acme/python-base AS dependencies',
    'RUN uv sync --no-default-groups --package api --extra worker',
    'FROM acme/python-base AS runtime',
    'COPY --from=dependencies /venv /venv',
    'COPY --from=acme/tool /t /t',
    'COPY tools/start tools/conf.d/ /opt/',
  ],
  'libs/tool/Dockerfile': ['FROM acme/other-base'],
  Dockerfile: service,
};

/** Folders that have one. */
export const roots = [
  ...new Set(Object.keys(files).map((file) => file.replace(/\/?[^/]*$/, '') || '.')),
];

/** Images of the workspace. */
export const model = imageModel(
  roots.map((root) => ({
    root,
    project: root === '.' ? 'all' : root.replace(/.*\//, ''),
    isPython: !root.startsWith('images/'),
  })),
  Object.entries(files).map(([file, lines]) => parseDockerfile(lines.join('\n'), file).dockerfile),
  { namespace: 'acme', list: () => [] },
);

/** A project with libraries. */
export function pyproject(
  dir: string,
  dependencies: readonly string[],
  worker: readonly string[] = [],
) {
  const names = [...dependencies, ...worker];
  const sources = Object.fromEntries(names.map((name) => [name, { workspace: true }]));
  const toml = {
    project: { name: posix.basename(dir), dependencies, 'optional-dependencies': { worker } },
    'build-system': { requires: [] },
    tool: { uv: { sources } },
  };
  return parsePyproject(toml, `${dir}/pyproject.toml`);
}

/** Python projects of the workspace. */
export const plan = planPythonProjects(
  [
    parsePyproject(
      { tool: { uv: { workspace: { members: ['libs/*', 'services/*'] } } } },
      'pyproject.toml',
    ),
    pyproject('services/api', ['core', 'tool'], ['queue']),
    pyproject('libs/core', []),
    pyproject('libs/tool', [], ['queue']),
    pyproject('libs/queue', ['core']),
  ].map(({ pyproject }) => pyproject),
  { hasFile: (file) => file === 'uv.lock' },
);

/** Files that exist besides. */
export const present = [
  '.dockerignore',
  'images/python/Dockerfile.dockerignore',
  'services/api/Dockerfile.dockerignore',
  'tools/start',
  'uv.lock',
];

/** What inputs are planned with. */
export const context = {
  model,
  python: new Map(plan.projects.map((project) => [project.dir, project])),
  lockRoots: plan.lockRoots,
  hasFile: (file: string) => present.includes(file),
  list: () => [],
  followLinks: (path: string) => [path],
};

/** A project's targets and named inputs. */
export function planned(
  root: string,
  names: TargetNames = { buildTargetName: 'build-image', runTargetName: 'run-image' },
) {
  const own = model.byRoot.get(root) ?? [];
  return imageTargets(own, names, (some) => imageInputs(some, context));
}

/** Only its targets. */
export function targets(...given: Parameters<typeof planned>) {
  return planned(...given).targets;
}

/** What a target of the default names goes by. */
export function inputsOf(root: string, target = 'build-image') {
  const { targets, namedInputs } = planned(root);
  return targets[target]?.inputs?.flatMap((name) => namedInputs[name] ?? []);
}

/** Inputs that every build target has. */
export const common = [
  '!{workspaceRoot}/**/__pycache__/**',
  '!{workspaceRoot}/**/*.py[cod]',
  { externalDependencies: [] },
];

/** Input of a whole folder. */
export function folder(path: string) {
  return [`{workspaceRoot}/${path}/**/*`, `!{workspaceRoot}/${path}/{tests,dist,build,.venv}/**`];
}
