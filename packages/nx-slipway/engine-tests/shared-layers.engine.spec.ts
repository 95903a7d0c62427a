import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import {
  type BuildReport,
  call,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-shared-${randomBytes(3).toString('hex')}`;
const BUILDER = 'images/python/builder-requirements.txt';
const [A, B, C] = ['a', 'b', 'c'] as const;
const projects = ['python', A, B, C];
const code = `from importlib.metadata import distributions


def main() -> None:
    print(*sorted(f"{d.name} {d.version}" for d in distributions()), sep="\\n")
`;

const INSTALL =
  'RUN uv pip install --no-deps --require-hashes --requirement /requirements/1.txt && if command -v normalize-layer > /dev/null; then normalize-layer /venv; fi';
function rest(name: string) {
  return `RUN uv sync --directory /lock --frozen --no-default-groups --no-install-local --package ${name} && normalize-layer /venv`;
}
function own(folder: string) {
  return `RUN --network=none install-projects ${folder}/pyproject.toml`;
}
/** That no two packages own the same file. */
const CHECK =
  'RUN python /check/check-conflicts.py && mkdir -p /checked/app && touch -d @315532800 /checked/app';
function layerGroups(groups: Readonly<Record<string, readonly string[]>>) {
  return `${JSON.stringify({ version: 1, stacks: { python: groups } }, undefined, 2)}\n`;
}

let workspace: RealWorkspace;
let first: BuildReport;

beforeAll(async () => {
  const service = (name: string, packages: readonly string[]) =>
    serviceFiles({ name, libraries: ['shared'], packages, code }, NAMESPACE);
  const stack = stackFiles(NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stack,
    // A builder that no engine has installed anything in.
    [BUILDER]: `${stack[BUILDER]}# ${NAMESPACE}\n`,
    ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
    ...service(A, ['anyio']),
    ...service(B, ['anyio', 'toolz']),
    ...service(C, []),
    [LAYER_GROUPS_FILE]: layerGroups({
      anyio: ['anyio', 'idna', 'typing-extensions'],
      six: ['six'],
    }),
  });
  first = await workspace.build(projects);
  expect(first.failed).toEqual({});
});

afterAll(() => workspace?.dispose());

async function layersOf(name: string): Promise<readonly string[]> {
  return (await inspectImages([`${NAMESPACE}/${name}`])).get(`${NAMESPACE}/${name}`)?.layers ?? [];
}

test('a group is installed once for all, and what is left by each image for itself', () => {
  expect(first.invocations).toBe(1);
  const ofStack = (run: string): boolean => /^RUN (python -m|install) /.test(run);
  expect(first.runs.filter((run) => !ofStack(run)).sort()).toEqual(
    [
      ...[INSTALL, INSTALL],
      // One for the layers of two services, one for those of the third.
      ...[CHECK, CHECK],
      rest(B),
      ...[A, B, C].map((name) => own(`services/${name}`)),
      own('libs/shared'),
    ].sort(),
  );
});

test('the images have the layers in common and the packages of their locks', async () => {
  const [a, b, c] = [await layersOf(A), await layersOf(B), await layersOf(C)];
  expect(a.filter((layer) => b.includes(layer) && !c.includes(layer))).toHaveLength(1);
  const printed = await Promise.all(
    [A, B, C].map((name) => call('docker', ['run', '--rm', `${NAMESPACE}/${name}`])),
  );
  const names = printed.map((text) => text.split('\n').map((line) => line.replace(/ .*/, '')));
  expect(names).toEqual([
    [A, 'anyio', 'idna', 'shared', 'six', 'typing_extensions'],
    ['anyio', B, 'idna', 'shared', 'six', 'toolz', 'typing_extensions'],
    [C, 'shared', 'six'],
  ]);
});

test('built again, no step runs', async () => {
  const again = await workspace.build(projects);
  expect(again.failed).toEqual({});
  expect(again.stepsRun).toEqual([]);
});

test('another version of a shared package installs that group, and nothing else', async () => {
  const file = 'libs/shared/pyproject.toml';
  workspace.write({ [file]: workspace.read(file).replace('six==1.16.0', 'six==1.17.0') });
  await workspace.lock();
  const { runs, failed } = await workspace.build(projects);
  expect(failed).toEqual({});
  expect([...runs].sort()).toEqual([INSTALL, CHECK, CHECK, own('libs/shared')].sort());
});

test('a service that gains a package installs that one, and nobody else does anything', async () => {
  const file = `services/${A}/pyproject.toml`;
  workspace.write({ [file]: workspace.read(file).replace('"anyio"', '"anyio", "zipp"') });
  await workspace.lock();
  const { runs, failed } = await workspace.build(projects);
  expect(failed).toEqual({});
  expect([...runs].sort()).toEqual([rest(A), own(`services/${A}`)].sort());
});

test('a service without one package of a group has none of it, and the others keep it', async () => {
  const file = `services/${A}/pyproject.toml`;
  workspace.write({ [file]: workspace.read(file).replace('"anyio"', '"idna"') });
  await workspace.lock();
  const { runs, failed } = await workspace.build(projects);
  expect(failed).toEqual({});
  expect([...runs].sort()).toEqual([rest(A), own(`services/${A}`)].sort());
  const printed = await call('docker', ['run', '--rm', `${NAMESPACE}/${A}`]);
  expect(printed).toContain('idna ');
  expect(printed).not.toContain('anyio');
});

test('a file of groups that cannot be read fails every image, and says where', async () => {
  const text = workspace.read(LAYER_GROUPS_FILE);
  workspace.write({ [LAYER_GROUPS_FILE]: text.replace('"six"\n', '"six"\n<<<<<<< HEAD\n') });
  const { failed, invocations } = await workspace.build([A, B]);
  expect(invocations).toBe(0);
  expect(Object.keys(failed).sort()).toEqual([A, B]);
  expect(failed[A]).toMatch(/^shared-layers\.json:\d+: this file has merge conflict markers\n/);
  workspace.write({ [LAYER_GROUPS_FILE]: text });
});
