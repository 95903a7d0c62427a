import { expect, test } from 'vitest';
import { parseDockerfile } from '../../../dockerfile/parse-dockerfile';
import { engineOf } from '../../../engine/engine-of';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { RunCommand } from '../../../process/run-command';
import { applyToText } from '../apply-upgrade';
import { planRebases, withoutBuilderBases } from './plan-rebase';

const FILE = 'images/python/Dockerfile';
const TAG = 'python:3.13-slim-trixie';
const [A = '', B = '', C = ''] = ['a', 'b', 'c'].map(
  (digit) => `${TAG}@sha256:${digit.repeat(64)}`,
);

/** An engine whose images have these libraries, by digest; the others have `libz.so.1`. */
function engineWith(libraries: Readonly<Record<string, readonly string[]>>, asked: string[]) {
  const run: RunCommand = async ({ args }) => {
    const image = args.find((each) => each.startsWith(TAG)) ?? '';
    asked.push(image);
    const names = libraries[image] ?? ['libz.so.1'];
    const lines = ['release debian 13', 'abi cpython-313', 'libc glibc 2.41'];
    const stdout = [...lines, ...names.map((name) => `linked ${name}`), ''].join('\n');
    return { exitCode: 0, stdout, stderr: '' };
  };
  return { engine: engineOf('docker'), run };
}

/** The stack after a rebase, with the new base written, and what was asked. */
async function rebase(
  text: string,
  { from, to }: { readonly from: string; readonly to: string },
  libraries: Readonly<Record<string, readonly string[]>> = {},
) {
  const dockerfiles = new Map([[FILE, parseDockerfile(text, FILE).dockerfile]]);
  const places = [...text.matchAll(/python:3\.13\S+/g)].map(({ index, 0: old }) => ({
    ...{ file: FILE, start: index, end: index + old.length, old, how: 'from' as const },
    line: text.slice(0, index).split('\n').length,
  }));
  const plan = withoutBuilderBases({ stack: 'python', file: FILE, from, to, places } as never, {
    dockerfiles,
  }) as UpgradePlan;
  const asked: string[] = [];
  const rebases = await planRebases([plan], { dockerfiles, ...engineWith(libraries, asked) });
  const edits = [
    ...plan.places.map((each) => ({ ...each, text: to })),
    ...rebases.map(({ edit }) => edit),
  ];
  return { text: applyToText(text, edits), asked, lost: rebases.flatMap(({ lost }) => lost) };
}

function stackOf(base: string): string {
  return `FROM ${base} AS base\nRUN x\n\n# What builds.\nFROM base AS base-builder\nRUN y\n`;
}

/** The stage builder-base as a line. */
function named(text: string): string | undefined {
  return /^FROM \S+ AS builder-base\n(LABEL.*\n)*/m
    .exec(text)?.[0]
    .replaceAll(/@?sha256:(.)\1{63}/g, '$1')
    .replaceAll(TAG, '')
    .replaceAll('\n', ' ');
}

test('the digest before is named in a stage before base-builder and its comment', async () => {
  const { text, asked } = await rebase(stackOf(A), { from: A, to: B });
  expect(text.replaceAll(/(.)\1{63}/g, '$1')).toMatchInlineSnapshot(`
    "FROM python:3.13-slim-trixie@sha256:b AS base
    RUN x

    # What base-builder is built on: what was installed on this digest is not installed again.
    FROM python:3.13-slim-trixie@sha256:a AS builder-base
    LABEL dev.nx-slipway.compared-digests="sha256:a sha256:b"

    # What builds.
    FROM base AS base-builder
    RUN y
    "
  `);
  expect(asked).toEqual([A, B]);
});

test('the digest that layers were built on stays through one rebase after the other', async () => {
  const { text } = await rebase(stackOf(A), { from: A, to: B });
  const next = await rebase(text, { from: B, to: C });
  expect(next.asked).toEqual([A, C]);
  expect(named(next.text)).toBe(
    'FROM a AS builder-base LABEL dev.nx-slipway.compared-digests="a c" ',
  );
  expect(next.text).toContain(`FROM ${C} AS base\n`);
  expect(next.text.match(/builder-base/g)).toHaveLength(1);
});

test('one that does not count any more is replaced by the base before', async () => {
  const { text } = await rebase(stackOf(A), { from: A, to: B });
  const byBot = text.replaceAll(/^(FROM )\S+@\S+/gm, `$1${C}`);
  const next = await rebase(byBot, { from: C, to: B });
  expect(next.asked).toEqual([C, B]);
  expect(named(next.text)).toBe(
    'FROM c AS builder-base LABEL dev.nx-slipway.compared-digests="c b" ',
  );
});

test('libraries that are gone are written, and no longer once they are back', async () => {
  const { text, lost } = await rebase(
    stackOf(A),
    { from: A, to: B },
    { [A]: ['libz.so.1', 'liba.so.1'] },
  );
  expect(lost).toEqual(['liba.so.1']);
  expect(named(text)).toContain(' LABEL dev.nx-slipway.lost-libraries="liba.so.1" ');
  const next = await rebase(text, { from: B, to: C });
  expect(named(next.text)).not.toContain('lost');
});

test('line ends stay', async () => {
  const crlf = stackOf(A).replaceAll('\n', '\r\n');
  const { text } = await rebase(crlf, { from: A, to: B });
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const next = await rebase(text, { from: B, to: C });
  expect(next.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(named(next.text.replaceAll('\r\n', '\n'))).toContain('"a c"');
});

test.each([
  ['no digest', stackOf(TAG), TAG, 'python:3.13-slim-trixie has no digest'],
  ['no base-builder', `FROM ${A} AS base\n`, A, 'the stack has no stage base-builder'],
  [
    'a stage builder-base of its own',
    `${stackOf(A)}FROM ${A} AS builder-base\nRUN z\n`,
    A,
    `${FILE}:7: what was installed on the present base may not work on the new one: the stage builder-base`,
  ],
])('a stack with %s is refused', async (_, text, from, message) => {
  await expect(rebase(text, { from, to: B })).rejects.toThrow(message);
});

test('a stack whose base stays is not asked about', async () => {
  const { text } = await rebase(stackOf(A), { from: A, to: B });
  const dockerfiles = new Map([[FILE, parseDockerfile(text, FILE).dockerfile]]);
  const plan = { stack: 'python', file: FILE, from: B, to: B, places: [] };
  expect(await planRebases([plan as never], { dockerfiles, ...engineWith({}, []) })).toEqual([]);
});
