import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { buildTasksOf } from '../test-support/build-tasks-of';
import { callBuilt } from '../test-support/call-built';
import { engineRegistry } from '../test-support/engine-registry';
import {
  type BuildReport,
  call,
  executorContext,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const REGISTRY = engineRegistry();
const TEAM = `slipway-podman-${randomBytes(3).toString('hex')}`;
const NAMESPACE = `${REGISTRY}/${TEAM}`;
const EVERYTHING = ['python', 'api', 'worker'];

/** Answers on 8000 until SIGTERM. */
const SERVER = [
  'import http.server, signal, sys',
  'import greetings, six',
  '',
  '',
  'class Handler(http.server.BaseHTTPRequestHandler):',
  '    def do_GET(self):',
  '        self.send_response(200)',
  '        self.end_headers()',
  '        self.wfile.write(greetings.greet().encode())',
  '',
  '',
  'def main() -> None:',
  '    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
  '    http.server.HTTPServer(("0.0.0.0", 8000), Handler).serve_forever()',
  '',
].join('\n');

const files: Files = {
  ...rootFiles(),
  ...stackFiles(NAMESPACE),
  ...libraryFiles({ name: 'greetings', code: 'def greet() -> str:\n    return "greeted"\n' }),
  ...serviceFiles(
    { name: 'api', libraries: ['greetings'], packages: ['six'], code: SERVER },
    NAMESPACE,
  ),
  [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: { six: ['six'] } } }),
  ...serviceFiles(
    { name: 'worker', libraries: ['greetings'], packages: ['six', 'idna'] },
    NAMESPACE,
  ),
};

let workspace: RealWorkspace;
let first: BuildReport;
let temporary = '';

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'slipway-podman-'));
  workspace = await makeWorkspace(NAMESPACE, files);
  first = await build();
});

afterAll(async () => {
  rmSync(temporary, { recursive: true, force: true });
  const names = await podman(
    'image',
    'ls',
    '--format={{.Id}}',
    `--filter=reference=${NAMESPACE}/*`,
  );
  if (names !== '') await podman('image', 'rm', '--force', ...new Set(names.split('\n')));
  await workspace?.dispose();
});

function podman(...args: readonly string[]) {
  return call('podman', args);
}

function build(projects = EVERYTHING, options: BuildImageSchema = {}) {
  return workspace.build(projects, { engine: 'podman', reuse: true, ...options });
}

/** Targets that podman was called to build, in that order. */
function builds({ commands }: BuildReport): readonly string[] {
  return commands.flatMap((command) => /^podman build .*\/(\S+)\.id /.exec(command)?.[1] ?? []);
}

function summaryOf({ printed }: BuildReport) {
  return /^\d+ built.*(?=, \d+ engine)/m.exec(printed)?.[0];
}

function idOf(name: string) {
  return podman('image', 'inspect', '--format={{.Id}}', `${NAMESPACE}/${name}`);
}

function context() {
  return { ...executorContext(workspace.root, NAMESPACE), projectName: 'api' };
}

test('everything is built, each target after what it is built from', () => {
  expect(first.failed).toEqual({});
  const order = builds(first);
  expect(new Set(order).size).toBe(order.length);
  const before = (name: string, other: string) =>
    expect(order.indexOf(name)).toBeLessThan(order.indexOf(other));
  before('python-base', 'api');
  before('python-base-builder', 'api');
  before('python-base-builder', 'library__libs_2fgreetings__python-base-builder');
  expect(summaryOf(first)).toMatch(/^4 built, \d+ steps run, \d+ cached$/);
  expect(first.commands.filter((command) => command.startsWith('docker'))).toEqual([]);
});

test('images have layers of shared packages and of libraries in common', async () => {
  const layersOf = async (name: string): Promise<readonly string[]> =>
    JSON.parse(
      await podman('image', 'inspect', '--format={{json .RootFS.Layers}}', `${NAMESPACE}/${name}`),
    );
  const [base, api, worker] = await Promise.all(['python-base', 'api', 'worker'].map(layersOf));
  const common = api?.filter((layer) => worker?.includes(layer)) ?? [];
  // That of six, that of greetings, and the empty tree that is left of the stage `libraries`.
  expect(common.length).toBe((base?.length ?? 0) + 3);
});

test('what exists is built no more, and keeps its id', async () => {
  const before = await idOf('api');
  const report = await build();
  expect(report.failed).toEqual({});
  expect(builds(report)).toEqual([]);
  expect(summaryOf(report)).toBe('0 built, 4 exist, 0 steps run, 0 cached');
  expect(await idOf('api')).toBe(before);
});

test('without a look at keys all comes out of the cache as it was', async () => {
  const before = await idOf('api');
  const report = await build(['api'], { reuse: false });
  expect(summaryOf(report)).toMatch(/^1 built, 0 steps run, \d+ cached$/);
  expect(await idOf('api')).toBe(before);
});

test('a changed line is one image and few steps', async () => {
  const before = await idOf('worker');
  workspace.write({ 'services/api/src/api/__init__.py': `${SERVER}# ${TEAM}\n` });
  const report = await build();
  expect(report.failed).toEqual({});
  expect(summaryOf(report)).toMatch(/^1 built, 3 exist, 3 steps run, \d+ cached$/);
  expect(builds(report)).toContain('api');
  expect(builds(report)).not.toContain('worker');
  expect(await idOf('worker')).toBe(before);
});

test('a step that fails is named with file and line, and the rest is built', async () => {
  const file = 'services/api/Dockerfile';
  const text = workspace.read(file);
  const line = text.trimEnd().split('\n').length + 1;
  workspace.write({
    [file]: `${text.trimEnd()}\nRUN echo broken >&2; exit 3\n`,
    'services/worker/src/worker/__init__.py': 'def main() -> None:\n    print("changed")\n',
  });
  const report = await build();
  workspace.write({ [file]: text });
  expect(Object.keys(report.failed)).toEqual(['api']);
  expect(report.failed.api).toContain(`${file}:${line}`);
  expect(report.failed.api).toContain('api failed at: RUN echo broken >&2; exit 3');
  expect(report.failed.api).toContain('broken\nwhile running runtime: exit status 3');
  expect(summaryOf(report)).toMatch(/^1 built, 2 exist, 1 failed/);
});

test('images are pushed once built, and read back by their digests', async () => {
  const digestFile = 'dist/digests.json';
  const report = await build(['api', 'worker'], { push: true, digestFile });
  expect(report.failed).toEqual({});
  const digests = JSON.parse(readFileSync(join(workspace.root, digestFile), 'utf8'));
  for (const name of ['api', 'worker']) {
    const url = `http://${REGISTRY}/v2/${TEAM}/${name}/manifests/latest`;
    const accept = [
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ].join(', ');
    const answer = await fetch(url, { headers: { accept } });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(digests)).toContain(answer.headers.get('docker-content-digest'));
  }
  // What its store has is pushed as it is.
  const again = await build(['worker'], { push: true });
  expect(builds(again)).toEqual([]);
  expect(again.commands.some((command) => command.startsWith('podman push '))).toBe(true);
  expect(again.failed).toEqual({});
});

test('what podman lacks is said before anything is built', async () => {
  const report = await build(['api'], { attest: ['sbom'], push: true });
  expect(report.failed.api).toContain('api: podman does not support attestations (attest=sbom)');
  expect(report.commands.filter((command) => command.startsWith('podman build'))).toEqual([]);
});

test('a container answers over HTTP until it is stopped', async () => {
  const stop = new AbortController();
  const running = callBuilt(
    {
      path: 'executors/run-image/executor',
      name: 'default',
      args: [{ engine: 'podman', readOnly: true, stopTimeout: 10 }, context()],
    },
    { abort: stop.signal },
  );
  const format = '--format={{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  let answer = '';
  for (let tries = 0; tries < 60 && answer === ''; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const name = await podman('ps', '--format={{.Names}}', '--filter=name=^api-');
    const address = name && (await podman('inspect', format, name));
    answer = await fetch(`http://${address}:8000/`).then(
      (response) => response.text(),
      () => '',
    );
  }
  expect(answer).toBe('greeted');
  stop.abort();
  expect((await running).stdout).toContain('{"success":true}');
});

test('Ctrl-C ends a build, and leaves no files', async () => {
  const file = 'services/worker/Dockerfile';
  workspace.write({ [file]: `${workspace.read(file).trimEnd()}\nRUN sleep 300\n` });
  const stop = new AbortController();
  const building = callBuilt(
    {
      path: 'build/build-tasks',
      name: 'buildTasks',
      args: [
        buildTasksOf(['worker'], { engine: 'podman' }),
        executorContext(workspace.root, NAMESPACE),
      ],
    },
    { abort: stop.signal, env: { TMPDIR: temporary } },
  );
  const leftOvers = () => readdirSync(temporary).filter((name) => name.startsWith('nx-slipway-'));
  while (leftOvers().length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const asked = Date.now();
  stop.abort();
  const { stdout } = await building;
  expect((Date.now() - asked) / 1000).toBeLessThan(15);
  expect(stdout).toContain('{"task":"worker:build-image","success":false,"output":"Stopped before');
  expect(leftOvers()).toEqual([]);
});
