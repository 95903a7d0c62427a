import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BakeTarget } from '../../bake/bake-file';
import { KEY_LABEL } from '../../images/model/key-label';
import type { Command } from '../../process/command';
import type { RunCommand } from '../../process/run-command';
import type { BuildResult } from '../build-result';
import { runPodmanBuild } from './run-podman-build';

let runFolder = '';
beforeEach(() => {
  runFolder = mkdtempSync(join(tmpdir(), 'slipway-podman-'));
});
afterEach(() => rmSync(runFolder, { recursive: true }));

function targetOf(...links: readonly string[]): BakeTarget {
  return {
    context: '/w',
    contexts: Object.fromEntries(links.map((each) => [each, `target:${each}`])),
    tags: [],
    output: ['type=docker'],
  };
}

function nameOf({ args }: Command): string {
  return /([^/]+)\.id$/.exec(args.find((arg) => arg.startsWith('--iidfile=')) ?? '')?.[1] ?? '';
}

/** Builds with a podman that does one step a target, and fails where it is told to. */
async function build(
  target: Readonly<Record<string, BakeTarget>>,
  images: readonly string[],
  {
    failing = [],
    abortAt,
  }: { readonly failing?: readonly string[]; readonly abortAt?: string } = {},
) {
  const commands: Command[] = [];
  const abort = new AbortController();
  const run: RunCommand = async (command, { onStdoutLine, onStderrLine } = {}) => {
    const name = nameOf(command);
    commands.push(command);
    onStdoutLine?.('STEP 1/2: FROM scratch');
    onStdoutLine?.(`STEP 2/2: COPY ${name} /`);
    if (name === abortAt) abort.abort();
    if (abort.signal.aborted) return { stdout: '', stderr: '' };
    if (failing.includes(name)) {
      onStderrLine?.(`Error: building at STEP "COPY ${name} /": no such file or directory`);
      return { exitCode: 125, stdout: '', stderr: '' };
    }
    onStdoutLine?.(`--> ${Buffer.from(name.padEnd(6)).toString('hex').slice(0, 12)}`);
    writeFileSync(join(runFolder, `${name}.id`), `sha256:${name}`);
    return { exitCode: 0, stdout: '', stderr: '' };
  };
  const plan = {
    bakeFile: { group: {}, target },
    files: {},
    targets: Object.fromEntries(images.map((each) => [each, each])),
    allowRead: [],
    cacheFolders: [],
  };
  const building = runPodmanBuild(plan, {
    workspaceRoot: '/w',
    runFolder,
    run,
    abort: abort.signal,
  });
  const results: BuildResult[] = [];
  let next = await building.next();
  while (!next.done) {
    results.push(next.value);
    next = await building.next();
  }
  return { results, commands, summary: next.value };
}

function contextsOf({ args }: Command | undefined = { command: '', args: [], cwd: '' }) {
  return args.filter((arg) => arg.startsWith('--build-context='));
}

test('targets are built in order, from the images that were built before', async () => {
  const targets = { api: targetOf('base', 'lib'), base: targetOf(), lib: targetOf('base') };
  const { results, commands, summary } = await build(targets, ['api', 'base']);
  expect(commands.map(nameOf)).toEqual(['base', 'lib', 'api']);
  expect(contextsOf(commands[2])).toEqual([
    '--build-context=base=container-image://base',
    '--build-context=lib=container-image://lib',
  ]);
  expect(results.map(({ image, digest, stepsRun }) => [image, digest, stepsRun])).toEqual([
    ['base', 'sha256:base', 1],
    ['api', 'sha256:api', 3],
  ]);
  expect(summary).toMatchObject({ invocations: 3, stepsRun: 3, stepsCached: 0 });
  expect(summary.stored?.get('lib')).toBe('sha256:lib');
});

test('what needs a target that failed is not built, the rest is', async () => {
  const targets = {
    api: targetOf('base'),
    base: targetOf(),
    lib: targetOf(),
    mail: targetOf('lib'),
    tool: targetOf(),
  };
  const { results, commands } = await build(targets, ['api', 'base', 'mail', 'tool'], {
    failing: ['base', 'lib'],
  });
  expect(commands.map(nameOf)).toEqual(['base', 'lib', 'tool']);
  expect(results.map(({ image, problem }) => [image, problem])).toEqual([
    [
      'base',
      {
        kind: 'step-failed',
        image: 'base',
        step: 'COPY base /',
        detail: 'no such file or directory',
      },
    ],
    ['api', { kind: 'base-not-built', image: 'api', upstream: 'base' }],
    // Nobody asked for the library, so nobody else says why.
    [
      'mail',
      {
        kind: 'step-failed',
        image: 'mail',
        step: 'COPY lib /',
        detail: 'no such file or directory',
      },
    ],
    ['tool', undefined],
  ]);
});

test('others are built from an image without the label of its key', async () => {
  const base = { ...targetOf(), tags: ['acme/base'], labels: { [KEY_LABEL]: 'k', title: 'base' } };
  const { commands, results } = await build({ api: targetOf('base'), base }, ['api', 'base']);
  expect(commands.map(nameOf)).toEqual(['base', 'base.labelled', 'api']);
  const [plain, labelled, api] = commands.map(({ args }) => args);
  expect(plain).toContain('--label=title=base');
  expect(plain).not.toContain(`--label=${KEY_LABEL}=k`);
  expect(plain).not.toContain('--tag=acme/base');
  expect(labelled).toContain(`--label=${KEY_LABEL}=k`);
  expect(labelled).toContain('--tag=acme/base');
  expect(api).toContain('--build-context=base=container-image://base');
  expect(results[0]?.digest).toBe('sha256:base.labelled');
});

test('an empty folder is made, and not built', async () => {
  const empty = { context: '/w', 'dockerfile-inline': 'FROM scratch\nWORKDIR /app\n' };
  const { commands } = await build({ api: targetOf('empty'), empty }, ['api']);
  expect(commands.map(nameOf)).toEqual(['api']);
  expect(contextsOf(commands[0])).toEqual([`--build-context=empty=${runFolder}/empty/empty`]);
  expect(() => readFileSync(join(runFolder, 'empty/empty/app'))).toThrow('EISDIR');
});

test('what is not built when the run is aborted has no result', async () => {
  const targets = { a: targetOf(), b: targetOf(), c: targetOf() };
  const { results, commands } = await build(targets, ['a', 'b', 'c'], { abortAt: 'b' });
  expect(results.map(({ image }) => image)).toEqual(['a']);
  expect(commands).toHaveLength(2);
});
