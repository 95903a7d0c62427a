import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ignoreFile } from '../src/images/bindings/ignore-file';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import {
  call,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import {
  rootFiles,
  serviceDockerfile,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-foreign-${randomBytes(3).toString('hex')}`;
const DOCKERFILE = 'services/api/Dockerfile';
const IGNORE = `${DOCKERFILE}.dockerignore`;
const GROUPS = { version: 1, stacks: { python: { six: ['six'] } } };
const api = { name: 'api', packages: ['six'] };
function index(): string {
  return `<p>${randomBytes(8).toString('hex')}</p>`;
}

/** Stands for the build of a frontend: the stack's base has no node, and any tool would do. */
const FRONTEND = `FROM python-base AS frontend
COPY frontend/ /src/
RUN mkdir /out && cat /src/index.html /src/more.html > /out/index.html && ls -A /src > /out/list
`;
const STACK = `FROM ${NAMESPACE}/python-base-builder AS python-base-builder\n`;
const RUNTIME = 'COPY --link --from=application /app /app\n';

/** The generated Dockerfile with a stage whose output goes into the package, and into the image beside it. */
function dockerfile(): string {
  return serviceDockerfile(api, NAMESPACE)
    .replace(STACK, `${STACK}${FRONTEND}`)
    .replace(
      'COPY services/api/ services/api/\n',
      '$&COPY --from=frontend /out services/api/src/api/static\n',
    )
    .replace(RUNTIME, `${RUNTIME}COPY --link --from=frontend /out /srv/static\n`);
}

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE),
    ...serviceFiles(api, NAMESPACE),
    ...serviceFiles({ name: 'worker', packages: ['six'] }, NAMESPACE),
    [LAYER_GROUPS_FILE]: JSON.stringify(GROUPS),
    [DOCKERFILE]: dockerfile(),
    'frontend/index.html': index(),
    'frontend/more.html': index(),
    'frontend/node_modules/x/index.js': '',
  });
});

afterAll(() => workspace?.dispose());

/** What `nx sync` writes. */
function letIn(...sources: readonly string[]): void {
  const files = ['pyproject.toml', 'uv.lock'];
  const text = ignoreFile({ projects: ['services/api'], files, sources, ownLines: '' });
  workspace.write({ [IGNORE]: text });
}

function inApi(...command: readonly string[]) {
  return call('docker', ['run', '--rm', '--network=none', `${NAMESPACE}/api`, ...command]);
}

function written(): string {
  return ['frontend/index.html', 'frontend/more.html'].map((file) => workspace.read(file)).join('');
}

test('a folder that the ignore file leaves out stops the build before the engine does', async () => {
  const { failed, invocations } = await workspace.build(['python', 'api', 'worker']);
  expect(failed).toEqual({
    api: expect.stringContaining(
      `this line takes frontend, which ${IGNORE} leaves out of the build context\n  Run \`nx sync\``,
    ),
  });
  expect(invocations).toBe(1);
});

test('with it the output is in the package and in the image, and shared layers stay shared', async () => {
  letIn('frontend');
  expect((await workspace.build(['python', 'api', 'worker'])).failed).toEqual({});
  const script =
    'import importlib.resources as r; print((r.files("api") / "static/index.html").read_text())';
  expect(await inApi('python', '-c', script)).toBe(written());
  expect(await inApi('cat', '/srv/static/index.html')).toBe(written());
  expect(await inApi('cat', '/srv/static/list')).toBe('index.html\nmore.html');
  const images = ['api', 'worker'].map((name) => `${NAMESPACE}/${name}`);
  const [own, other] = [...(await inspectImages(images)).values()].map(({ layers }) => layers);
  // Below the other packages, the libraries and the service lies the layer of the group.
  expect(own).toContain(other?.at(-4));
});

test('a change of the folder is a change of the image, and one of its caches is not', async () => {
  workspace.write({ 'frontend/node_modules/x/index.js': index() });
  const options = { reuse: true };
  const same = await workspace.build(['python', 'api'], options);
  expect(same.stepsRun).toEqual([]);
  workspace.write({ 'frontend/more.html': index() });
  const { failed, stepsRun } = await workspace.build(['python', 'api'], options);
  expect(failed).toEqual({});
  expect(stepsRun.length).toBeGreaterThan(0);
  expect(await inApi('cat', '/srv/static/index.html')).toBe(written());
});

test('plain docker build makes the same files', async () => {
  const tag = `${NAMESPACE}/plain`;
  await call(
    'docker',
    ['build', '--quiet', `--file=${DOCKERFILE}`, `--tag=${tag}`, '.'],
    workspace.root,
  );
  const run = ['run', '--rm', '--network=none', tag, 'cat', '/srv/static/index.html'];
  expect(await call('docker', run)).toBe(written());
});

test('what BuildKit does not find in a Dockerfile of others names the ignore file and its line', async () => {
  workspace.write({
    'services/worker/Dockerfile': `FROM ${NAMESPACE}/python-base\nCOPY frontend/index.html /\n`,
    'services/worker/Dockerfile.dockerignore': 'frontend\n',
  });
  const { failed, printed } = await workspace.build(['python', 'worker']);
  const ignored = 'services/worker/Dockerfile.dockerignore';
  expect(printed).toContain(`Write \`!frontend/index.html\` at the end of ${ignored}.`);
  expect(failed.worker).toMatch(/^services\/worker\/Dockerfile:2: worker failed at: COPY frontend/);
  expect(failed.worker).toContain(
    'frontend/index.html is not in the build context: it does not exist, or an ignore file leaves it out',
  );
  expect(failed.worker).toContain(`look into ${ignored}; without that file`);
});
