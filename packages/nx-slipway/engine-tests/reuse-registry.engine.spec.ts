import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineRegistry } from '../test-support/engine-registry';
import {
  call,
  makeWorkspace,
  type RealWorkspace,
  recordsOf,
  removeImages,
} from '../test-support/real-workspace';
import { type Files, handWrittenService, rootFiles } from '../test-support/workspace-files';

const REGISTRY = engineRegistry();
const TEAM = `slipway-shared-${randomBytes(3).toString('hex')}`;
const NAMESPACE = `${REGISTRY}/${TEAM}`;
const [DATA, API] = [`${NAMESPACE}/data`, `${NAMESPACE}/api`];
const IMAGES = ['data', 'api'];

function handWritten(name: string, dockerfile: string): Files {
  return handWrittenService(name, dockerfile, NAMESPACE);
}
const files: Files = {
  ...rootFiles(),
  ...handWritten('data', 'FROM scratch AS data\nCOPY services/data/data.txt /\n'),
  'services/data/data.txt': `${TEAM}\n`,
  ...handWritten('api', `FROM ${DATA} AS api\nCOPY services/api/api.txt /\nCMD ["/x"]\n`),
  'services/api/api.txt': `${TEAM}\n`,
};

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, files);
  expect((await push()).failed).toEqual({});
});

afterAll(() => workspace?.dispose());

function push(options = {}) {
  return workspace.build(IMAGES, { reuse: true, push: true, ...options });
}

/** Makes this a machine that has built nothing: no records, and none of the images in its store. */
async function forgetAll(): Promise<void> {
  rmSync(recordsOf(NAMESPACE), { recursive: true, force: true });
  await removeImages(NAMESPACE);
}

async function digestOf(reference: string): Promise<string> {
  const format = '--format={{json .Manifest.Digest}}';
  return JSON.parse(await call('docker', ['buildx', 'imagetools', 'inspect', format, reference]));
}

async function tagsIn(repository: string): Promise<readonly string[]> {
  const answer = await fetch(`http://${REGISTRY}/v2/${TEAM}/${repository}/tags/list`);
  return ((await answer.json()) as { readonly tags: readonly string[] }).tags;
}

function summaryOf({ printed }: { readonly printed: string }) {
  return /^\d+ built(, \d+ exists?)?/m.exec(printed)?.[0];
}

test('what another machine pushed is neither built nor pulled, and gets the tags asked for', async () => {
  await forgetAll();
  const before = await digestOf(API);
  const report = await workspace.build(['api'], { reuse: true, push: true, tags: [`${API}:1`] });
  expect(summaryOf(report)).toBe('0 built, 1 exists');
  expect(report.invocations).toBe(0);
  expect(await digestOf(`${API}:1`)).toBe(before);
  expect(await call('docker', ['image', 'ls', '-q', API])).toBe('');
});

test('an image of a registry stands in for what would build it', async () => {
  await forgetAll();
  workspace.write({ 'services/api/api.txt': 'second\n' });
  const report = await push();
  expect(summaryOf(report)).toBe('1 built, 1 exists');
  expect(report.bakeFiles[0]).toContain(`docker-image://${DATA}@${await digestOf(DATA)}`);
  expect(report.stepsRun.map(({ text }) => text)).toEqual(['COPY services/api/api.txt /']);
});

test('a machine with an empty store takes it out of the registry where it is told to', async () => {
  await forgetAll();
  const report = await workspace.build(['data'], { reuse: 'registry' });
  expect(report.failed).toEqual({});
  expect(report.invocations).toBe(0);
  expect(await call('docker', ['image', 'ls', '-q', DATA])).not.toBe('');
  // From now on its own store says so.
  expect((await workspace.build(['data'], { reuse: true })).invocations).toBe(0);
});

test('what a registry has lost, or has something else in place of, is built and pushed again', async () => {
  const [tag = ''] = (await tagsIn('data')).filter((each) => each.startsWith('key-'));
  await call('docker', ['buildx', 'imagetools', 'create', '-t', `${DATA}:${tag}`, API]);
  expect(summaryOf(await push())).toBe('1 built, 1 exists');
  const url = `http://${REGISTRY}/v2/${TEAM}/data/manifests/${await digestOf(DATA)}`;
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
  expect(summaryOf(await push())).toBe('1 built, 1 exists');
  expect(summaryOf(await push())).toBe('0 built, 2 exist');
});

test('what was pushed without the attestations that are asked for now is pushed again', async () => {
  const attested = { attest: ['provenance'] };
  expect(summaryOf(await push())).toBe('0 built, 2 exist');
  expect(summaryOf(await push(attested))).toBe('2 built');
  expect(summaryOf(await push(attested))).toBe('0 built, 2 exist');
  expect(summaryOf(await push())).toBe('0 built, 2 exist');
});
