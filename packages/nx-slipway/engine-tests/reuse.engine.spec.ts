import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_LABEL } from '../src/images/model/key-label';
import {
  buildIn,
  call,
  imageRecordsOf,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
} from '../test-support/real-workspace';
import { type Files, handWrittenService, rootFiles } from '../test-support/workspace-files';

const NAMESPACE = `slipway-reuse-${randomBytes(3).toString('hex')}`;
const [DATA, API] = [`${NAMESPACE}/data`, `${NAMESPACE}/api`];
const IMAGES = ['data', 'api'];

function handWritten(name: string, dockerfile: string): Files {
  return handWrittenService(name, dockerfile, NAMESPACE);
}
const files: Files = {
  ...rootFiles(),
  ...handWritten('data', 'FROM scratch AS data\nCOPY services/data/data.txt /\n'),
  'services/data/data.txt': `${NAMESPACE}\n`,
  ...handWritten(
    'api',
    `FROM scratch AS api\nCOPY --from=${DATA} /data.txt /\nCOPY services/api/api.txt /\nCMD ["/x"]\n`,
  ),
  'services/api/api.txt': 'first\n',
};

let workspace: RealWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, files);
});

afterAll(() => workspace?.dispose());

function build(options = {}) {
  return workspace.build(IMAGES, { reuse: true, ...options });
}

async function ids(): Promise<readonly string[]> {
  return [...(await inspectImages([DATA, API])).values()].map(({ id }) => id);
}

// All is built and nothing has changed when a test begins.
beforeEach(async () => {
  expect((await build()).failed).toEqual({});
});

/** What a run built anew, by the exports that the engine reports. */
function builtBy({ bakeFiles, printed }: { bakeFiles: readonly string[]; printed: string }) {
  return {
    calls: bakeFiles.length,
    summary: /^\d+ built(, \d+ exists?)?/m.exec(printed)?.[0],
  };
}

test('nothing is built again, and no image is another one', async () => {
  const before = await ids();
  const again = await build();
  expect(builtBy(again)).toEqual({ calls: 0, summary: '0 built, 2 exist' });
  // As docker shows an id.
  expect(again.printed).toContain(`api ${before[1]?.slice(0, 19)} exists`);
  expect(await ids()).toEqual(before);
});

test('an image is built whose own files have changed, and not what it is built from', async () => {
  const [data, api] = await ids();
  workspace.write({ 'services/api/api.txt': `${randomBytes(4).toString('hex')}\n` });
  expect(builtBy(await build())).toEqual({ calls: 1, summary: '1 built, 1 exists' });
  const [dataAfter, apiAfter] = await ids();
  expect(dataAfter).toBe(data);
  expect(apiAfter).not.toBe(api);
});

test('with what it is built from it is built as well', async () => {
  workspace.write({ 'services/data/data.txt': `${randomBytes(4).toString('hex')}\n` });
  expect(builtBy(await build()).summary).toBe('2 built');
});

test('a tag that it has yet to get is put on it', async () => {
  const before = await ids();
  const other = `${NAMESPACE}/other:1`;
  const tagged = await workspace.build(['api'], { reuse: true, tags: [API, other] });
  expect(builtBy(tagged).calls).toBe(0);
  await call('docker', ['image', 'rm', API]);
  expect(builtBy(await build()).calls).toBe(0);
  expect(await ids()).toEqual(before);
  await call('docker', ['image', 'rm', other]);
});

test('an image removed by hand, and all of a store that was emptied, is built again', async () => {
  await call('docker', ['image', 'rm', API]);
  expect(builtBy(await build()).summary).toBe('1 built, 1 exists');
  await call('docker', ['image', 'rm', API, DATA]);
  expect(builtBy(await build()).summary).toBe('2 built');
});

test('an image that only inherits the label of a key is not taken for it', async () => {
  const [, api = ''] = await ids();
  const folder = mkdtempSync(join(tmpdir(), 'slipway-forged-'));
  writeFileSync(join(folder, 'Dockerfile'), `FROM ${API}\nENV FORGED=1\n`);
  await call('docker', ['buildx', 'build', '--provenance=false', '--load', `--tag=${API}`, folder]);
  rmSync(folder, { recursive: true });
  const format = `--format={{index .Config.Labels "${KEY_LABEL}"}}`;
  const key = await call('docker', ['image', 'inspect', format, API]);
  expect(readdirSync(imageRecordsOf(NAMESPACE))).toContain(`${key}.json`);
  expect(builtBy(await build()).summary).toBe('1 built, 1 exists');
  expect((await ids())[1]).toBe(api);
});

test('another checkout finds what this one built', async () => {
  const other = mkdtempSync(join(tmpdir(), 'slipway-checkout-'));
  cpSync(workspace.root, other, { recursive: true });
  const report = await buildIn(other, NAMESPACE, IMAGES, { reuse: true });
  rmSync(other, { recursive: true });
  expect(builtBy(report)).toEqual({ calls: 0, summary: '0 built, 2 exist' });
});

test('two runs at once come out the same, and the next one finds it', async () => {
  workspace.write({ 'services/api/api.txt': `${randomBytes(4).toString('hex')}\n` });
  const reports = await Promise.all([build(), build()]);
  expect(reports.map(({ failed }) => failed)).toEqual([{}, {}]);
  expect(builtBy(await build()).calls).toBe(0);
});

test('a clock that is wrong makes no difference', async () => {
  for (const time of [1, 4_102_444_800]) {
    for (const name of readdirSync(imageRecordsOf(NAMESPACE))) {
      utimesSync(join(imageRecordsOf(NAMESPACE), name), time, time);
    }
    expect(builtBy(await build()).calls).toBe(0);
  }
});

test('what is to be built anyway is built', async () => {
  expect(builtBy(await build({ reuse: false })).summary).toBe('2 built');
  expect(builtBy(await build({ noCache: true })).summary).toBe('2 built');
});

test('what has changed is said, and nothing is built', async () => {
  const explain = async (options = {}) => {
    const report = await build({ explain: true, ...options });
    expect(builtBy(report).calls).toBe(0);
    return report.printed.replace(/[0-9a-f]{12,}/g, '…');
  };
  expect(await explain()).toContain('api    …  exists: sha256:…');
  workspace.write({ 'services/data/data.txt': `${randomBytes(4).toString('hex')}\n` });
  const changed = await explain({ labels: { team: 'a' } });
  expect(changed).toContain('data   …  to build: files services/data/data.txt changed');
  expect(changed).toContain(`api    …  to build: image ${DATA} changed`);
  expect(changed).toContain('label team is new');
  expect(await explain({ reuse: false })).toContain('to build: the options say so');
  await call('docker', ['image', 'rm', API]);
  expect(await explain()).toContain(`to build: there is no ${API} yet`);
});
