import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UpgradeBaseSchema } from '../src/generators/upgrade-base/schema';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { engineRegistry } from '../test-support/engine-registry';
import { provenUpgrade } from '../test-support/proven-upgrade';
import {
  call,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { libraryFiles, rootFiles, serviceFiles, stackFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-rebase-${randomBytes(3).toString('hex')}`;
const BASE = `${engineRegistry()}/${NAMESPACE}/python:3.13-slim-trixie`;
const STACK = 'images/python/Dockerfile';
const SERVICES = ['a', 'b', 'c'];
const IMAGES = SERVICES.map((name) => `${NAMESPACE}/${name}`);

let workspace: RealWorkspace;
let digests: readonly string[] = [];

beforeAll(async () => {
  digests = [await publish('')];
  const service = (name: string, packages: readonly string[]) =>
    serviceFiles({ name, libraries: ['shared'], packages }, NAMESPACE);
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE, { from: `${BASE}@${digests[0]}`, python: '3.13' }),
    ...libraryFiles({ name: 'shared', packages: ['six==1.16.0'] }),
    ...service('a', ['anyio', 'toolz']),
    ...service('b', ['anyio']),
    ...service('c', []),
    [LAYER_GROUPS_FILE]: `${JSON.stringify({
      version: 1,
      stacks: { python: { anyio: ['anyio', 'idna', 'typing-extensions'] } },
    })}\n`,
  });
  expect((await workspace.build(['python', ...SERVICES])).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Builds on the tests' own image of Python, and pushes it under one tag. */
async function publish(instructions: string): Promise<string> {
  const script = `printf 'FROM python:3.13-slim-trixie\\n${instructions.replace('\n', '\\n')}' | docker build --quiet --tag=${BASE} - && docker push --quiet ${BASE}`;
  await call('bash', ['-c', script]);
  const named = await call('docker', ['inspect', '--format={{index .RepoDigests 0}}', BASE]);
  return named.trim().replace(/^.*@/, '');
}

async function layers(): Promise<readonly (readonly string[])[]> {
  return [...(await inspectImages(IMAGES)).values()].map((image) => image.layers);
}

/** How many layers of an image are those of its stack's base. */
async function baseLayers(): Promise<number> {
  const name = `${NAMESPACE}/python-base`;
  return (await inspectImages([name])).get(name)?.layers.length ?? 0;
}

/** Upgrades the digest of the stack's base, and throws where that is refused. */
async function upgrade(options: UpgradeBaseSchema = {}): Promise<void> {
  await provenUpgrade(workspace, []).upgrade({ stack: 'python', digest: true, ...options });
}

test('a patched base goes under the layers there are, and no step of a service is run', async () => {
  const before = await layers();
  const old = await baseLayers();
  digests = [...digests, await publish(`RUN echo ${NAMESPACE} > /etc/patched\n`)];
  const [first = '', second = ''] = digests;
  await upgrade({ rebase: true });
  expect(workspace.read(STACK)).toContain(`FROM ${BASE}@${second} AS base\n`);
  expect(workspace.read(STACK)).toContain(
    `\nFROM ${BASE}@${first} AS builder-base\nLABEL dev.nx-slipway.compared-digests="${first} ${second}"\n\n# What builds:`,
  );
  const report = await workspace.build(['python', ...SERVICES]);
  expect(report.failed).toEqual({});
  expect(report.runs.map((text) => text.slice(0, 24))).toEqual(['RUN python -m pip uninst']);
  const base = await baseLayers();
  expect((await layers()).map((each) => each.slice(base))).toEqual(
    before.map((each) => each.slice(old)),
  );
  for (const image of IMAGES) {
    const args = ['run', '--rm', '--entrypoint=cat', image, '/etc/patched'];
    expect(await call('docker', args)).toBe(NAMESPACE);
  }
});

test('a digest after it goes under the same layers, which stay on the first one', async () => {
  const before = await layers();
  const old = await baseLayers();
  digests = [...digests, await publish(`RUN echo ${NAMESPACE} again > /etc/patched\n`)];
  const [first = '', , third = ''] = digests;
  await upgrade({ rebase: true });
  expect(workspace.read(STACK)).toContain(
    `\nFROM ${BASE}@${first} AS builder-base\nLABEL dev.nx-slipway.compared-digests="${first} ${third}"\n`,
  );
  const report = await workspace.build(['python', ...SERVICES]);
  expect(report.failed).toEqual({});
  expect(report.runs.map((text) => text.slice(0, 24))).toEqual(['RUN python -m pip uninst']);
  const base = await baseLayers();
  expect((await layers()).map((each) => each.slice(base))).toEqual(
    before.map((each) => each.slice(old)),
  );
});

test('and the images are those that are built from nothing on the patched base', async () => {
  const rebased = await layers();
  await upgrade();
  const report = await workspace.build(['python', ...SERVICES]);
  expect(report.failed).toEqual({});
  expect(report.runs.length).toBeGreaterThan(5);
  expect(await layers()).toEqual(rebased);
});

test('a base that lacks a library goes under packages with wheels alone, and base-builder is built on it', async () => {
  const before = await layers();
  const old = await baseLayers();
  await publish('RUN rm /usr/lib/x86_64-linux-gnu/libsqlite3.so.0*\n');
  await upgrade({ rebase: true });
  expect(workspace.read(STACK)).toContain(
    '\nLABEL dev.nx-slipway.lost-libraries="libsqlite3.so.0"\n',
  );
  const report = await workspace.build(['python', ...SERVICES]);
  expect(report.failed).toEqual({});
  expect(
    report.runs.filter((text) => /^RUN (.* )?(uv (sync|pip)|install-projects) /.test(text)),
  ).toEqual([]);
  const base = await baseLayers();
  expect((await layers()).map((each) => each.slice(base))).toEqual(
    before.map((each) => each.slice(old)),
  );
});
