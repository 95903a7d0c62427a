import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import { makePodmanWorkspace, PODMAN_SERVER, podman } from '../test-support/podman-workspace';
import type { BuildReport, RealWorkspace } from '../test-support/real-workspace';

const EVERYTHING = ['python', 'api', 'worker'];

let workspace: RealWorkspace;
let first: BuildReport;

beforeAll(async () => {
  workspace = await makePodmanWorkspace();
  first = await build();
});

afterAll(() => workspace?.dispose());

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
  return podman('image', 'inspect', '--format={{.Id}}', `${workspace.namespace}/${name}`);
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
      await podman(
        'image',
        'inspect',
        '--format={{json .RootFS.Layers}}',
        `${workspace.namespace}/${name}`,
      ),
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
  workspace.write({
    'services/api/src/api/__init__.py': `${PODMAN_SERVER}# ${workspace.namespace}\n`,
  });
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
  const digests = JSON.parse(workspace.read(digestFile));
  const [registry, team] = workspace.namespace.split('/');
  for (const name of ['api', 'worker']) {
    const url = `http://${registry}/v2/${team}/${name}/manifests/latest`;
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
