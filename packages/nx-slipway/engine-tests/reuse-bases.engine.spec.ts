import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBuild } from '../src/build/run';
import type { BuildImageSchema } from '../src/executors/build-image/schema';
import type { Command } from '../src/process/command';
import { runCommand } from '../src/process/run-command';
import { buildTasksOf } from '../test-support/build-tasks-of';
import { engineRegistry } from '../test-support/engine-registry';
import {
  call,
  executorContext,
  inspectImages,
  makeWorkspace,
  type RealWorkspace,
  recordsOf,
} from '../test-support/real-workspace';
import { handWrittenService, rootFiles } from '../test-support/workspace-files';

const NAMESPACE = `${engineRegistry()}/slipway-bases-${randomBytes(3).toString('hex')}`;
const [API, BASE] = [`${NAMESPACE}/api`, `${NAMESPACE}/base:1`];
const FILE = 'services/api/a.txt';
const DOCKERFILE = `FROM ${BASE} AS api\nCOPY ${FILE} /\nCMD ["/x"]\n`;

let workspace: RealWorkspace;
/** First layers of the two bases, by their tags. */
const layers = new Map<string, string>();

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...handWrittenService('api', DOCKERFILE, NAMESPACE),
    [FILE]: 'first\n',
  });
  for (const name of ['old', 'new']) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-base-'));
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY name /name\n');
    writeFileSync(join(folder, 'name'), name);
    const reference = `${NAMESPACE}/base:${name}`;
    const options = ['--provenance=false', '--push', `--tag=${reference}`];
    await call('docker', ['buildx', 'build', ...options, folder]);
    rmSync(folder, { recursive: true });
    layers.set(name, (await inspectImages([reference])).get(reference)?.layers[0] ?? '');
  }
});

afterAll(() => workspace?.dispose());

/** Has the tag of the base name another image in the registry, and nothing of that in the engine's store. */
async function moveBase(name: 'old' | 'new'): Promise<void> {
  const from = `${NAMESPACE}/base:${name}`;
  const options = ['--prefer-index=false', `--tag=${BASE}`, from];
  await call('docker', ['buildx', 'imagetools', 'create', ...options]);
}

/** @param before called with each command of the run @returns how many images were built, and how many exist */
async function build(
  options: BuildImageSchema = {},
  before: (command: Command) => Promise<void> = async () => {},
): Promise<string> {
  const printed: string[] = [];
  const outcomes = runBuild(
    buildTasksOf(['api'], { reuse: true, ...options }),
    executorContext(workspace.root, NAMESPACE),
    {
      async run(command, how) {
        await before(command);
        return runCommand(command, how);
      },
      ...{ abort: new AbortController().signal, environment: {} },
      ...{ recordsFolder: recordsOf(NAMESPACE), wait: async () => {} },
      print: (text) => printed.push(text),
    },
  );
  for await (const { output } of outcomes) printed.push(output);
  return /^\d+ built(, \d+ (exists?|failed))?/m.exec(printed.join('\n'))?.[0] ?? '';
}

async function baseOf(reference: string): Promise<string | undefined> {
  const first = (await inspectImages([reference])).get(reference)?.layers[0];
  return [...layers].find(([, layer]) => layer === first)?.[0];
}

test('what is pushed is built on the base that was pulled, and not on an older one of the store', async () => {
  await moveBase('old');
  await call('docker', ['pull', '--quiet', BASE]);
  await moveBase('new');
  expect(await build({ push: true, pull: true })).toBe('1 built');
  await call('docker', ['pull', '--quiet', API]);
  expect(await baseOf(API)).toBe('new');
  expect(await build({ push: true, pull: true })).toBe('0 built, 1 exists');
  await call('docker', ['image', 'rm', BASE]);
});

test('an image is not taken for one of a base that moved while it was built', async () => {
  workspace.write({ [FILE]: 'second\n' });
  await moveBase('old');
  const move = ({ args }: Command) => (args.includes('bake') ? moveBase('new') : undefined);
  expect(await build({}, async (command) => move(command))).toBe('1 built');
  expect(await baseOf(API)).toBe('new');
  await moveBase('old');
  expect(await build()).toBe('1 built');
  expect(await baseOf(API)).toBe('old');
  expect(await build()).toBe('0 built, 1 exists');
});

test('an image is not taken for one of a file that the engine has not read again since a build failed', async () => {
  const write = (text: string, dockerfile: string) => {
    workspace.write({ [FILE]: text, 'services/api/Dockerfile': dockerfile });
    utimesSync(join(workspace.root, FILE), 1, 1);
  };
  write('third\n', DOCKERFILE.replace('CMD', 'RUN'));
  expect(await build()).toBe('0 built, 1 failed');
  write('forth\n', DOCKERFILE);
  expect(await build()).toBe('1 built');
  // BuildKit took the old one, whose size and time are the same.
  expect(await build()).toBe('1 built');
  utimesSync(join(workspace.root, FILE), 2, 2);
  expect(await build()).toBe('1 built');
  expect(await build()).toBe('0 built, 1 exists');
});

test('an image for two platforms of which the store has one is not taken for both', async () => {
  const platforms = ['linux/amd64', 'linux/arm64'];
  workspace.write({ 'services/api/Dockerfile': DOCKERFILE.replace(BASE, 'scratch') });
  expect(await build({ push: true, platforms })).toBe('1 built');
  const has = async (platform: string) => {
    const args = ['image', 'inspect', `--platform=${platform}`, API];
    return (await runCommand({ command: 'docker', args, cwd: '/' })).exitCode === 0;
  };
  await call('docker', ['image', 'rm', API]);
  await call('docker', ['pull', '--quiet', API]);
  expect(await Promise.all(platforms.map(has))).toContain(false);
  expect(await build({ platforms })).toBe('1 built');
  expect(await build({ platforms })).toBe('0 built, 1 exists');
  await call('docker', ['image', 'rm', API]);
  rmSync(recordsOf(NAMESPACE), { recursive: true });
  expect(await build({ reuse: 'registry', platforms })).toBe('0 built, 1 exists');
  expect(await Promise.all(platforms.map(has))).toEqual([true, true]);
});

test('an image of a named context is not taken for one of its tag as it is now', async () => {
  workspace.write({
    'services/api/Dockerfile': 'FROM scratch AS api\nCOPY --from=other /name /\nCMD ["/x"]\n',
  });
  const options = { contexts: { other: `docker-image://${BASE}` } };
  await moveBase('old');
  expect(await build(options)).toBe('1 built');
  expect(await build(options)).toBe('0 built, 1 exists');
  const before = (await inspectImages([API])).get(API)?.layers;
  await moveBase('new');
  expect(await build(options)).toBe('1 built');
  expect((await inspectImages([API])).get(API)?.layers).not.toEqual(before);
  await call('docker', ['image', 'rm', API]);
  await moveBase('old');
  const move = ({ args }: Command) => (args.includes('bake') ? moveBase('new') : undefined);
  // Nothing is left of the image of the old one, so that what is built is not known either way.
  rmSync(recordsOf(NAMESPACE), { recursive: true });
  expect(await build(options, async (command) => move(command))).toBe('1 built');
  expect((await inspectImages([API])).get(API)?.layers).not.toEqual(before);
  await moveBase('old');
  expect(await build(options)).toBe('1 built');
  expect((await inspectImages([API])).get(API)?.layers).toEqual(before);
  expect(await build(options)).toBe('0 built, 1 exists');
});

test('each platform of a base has an environment of its own, and files are taken by it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-base-'));
  const dockerfile = 'FROM scratch\nARG TARGETARCH\nENV DIR=$TARGETARCH\nCOPY name /\n';
  writeFileSync(join(folder, 'Dockerfile'), dockerfile);
  writeFileSync(join(folder, 'name'), '');
  const platforms = ['linux/amd64', 'linux/arm64'];
  const [reference, platform] = [`${NAMESPACE}/base:each`, `--platform=${platforms}`];
  const options = ['--provenance=false', platform, '--push', `--tag=${reference}`];
  await call('docker', ['buildx', 'build', ...options, folder]);
  rmSync(folder, { recursive: true });
  workspace.write({
    'services/api/Dockerfile': `FROM ${reference} AS api\nCOPY services/api/$DIR /x\n`,
    'services/api/amd64/a.txt': 'one\n',
    'services/api/arm64/a.txt': 'one\n',
  });
  expect(await build({ platforms })).toBe('1 built');
  expect(await build({ platforms })).toBe('0 built, 1 exists');
  for (const each of ['amd64', 'arm64']) {
    workspace.write({ [`services/api/${each}/a.txt`]: 'other\n' });
    expect(await build({ platforms })).toBe('1 built');
  }
});

test('what an ONBUILD of a base for one platform takes is in the key', async () => {
  const [reference, merged] = [`${NAMESPACE}/base:trigger`, `${NAMESPACE}/base:triggers`];
  const parts: string[] = [];
  for (const [arch, more] of [
    ['amd64', ''],
    ['arm64', 'ONBUILD COPY services/api/arm64 /y\n'],
  ]) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-base-'));
    writeFileSync(join(folder, 'Dockerfile'), `FROM scratch\nCOPY name /name\n${more}`);
    writeFileSync(join(folder, 'name'), `${arch}`);
    const options = ['--provenance=false', `--platform=linux/${arch}`, '--push'];
    parts.push(`${reference}-${arch}`);
    await call('docker', ['buildx', 'build', ...options, `--tag=${reference}-${arch}`, folder]);
    rmSync(folder, { recursive: true });
  }
  await call('docker', ['buildx', 'imagetools', 'create', `--tag=${merged}`, ...parts]);
  workspace.write({ 'services/api/Dockerfile': `FROM ${merged} AS api\nCOPY ${FILE} /x/\n` });
  const platforms = ['linux/amd64', 'linux/arm64'];
  expect(await build({ platforms })).toBe('1 built');
  workspace.write({ 'services/api/arm64/a.txt': `${randomBytes(3).toString('hex')}\n` });
  expect(await build({ platforms })).toBe('1 built');
  expect(await build({ platforms: ['linux/amd64'] })).toBe('1 built');
  expect(await build({ platforms: ['linux/amd64'] })).toBe('0 built, 1 exists');
});
