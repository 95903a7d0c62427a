import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { parseUvLock } from '../../python/uv/parse-uv-lock';
import { formatUpgrade } from './format-upgrade';
import { pinUpgrade } from './pin-upgrade';
import { planUpgrade } from './plan-upgrade';

const FILE = 'images/python/Dockerfile';
const TO = 'python:3.14-slim-forky';

const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...libraryFiles({ name: 'money' }),
  ...serviceFiles({ name: 'api', libraries: ['money'] }),
  ...serviceFiles({ name: 'worker', libraries: ['money'] }),
  ...serviceFiles({ name: 'web' }),
};

/** Files with another range in some pyprojects. */
function withRanges(ranges: Readonly<Record<string, string>>, all = files): Files {
  return {
    ...all,
    ...Object.fromEntries(
      Object.entries(ranges).map(([dir, range]) => {
        const file = `${dir}/pyproject.toml`;
        return [file, (all[file] ?? '').replace('>=3.11', range)];
      }),
    ),
  };
}

function lockText(range: string, wheel: string) {
  return `version = 1
requires-python = "${range}"

[[package]]
name = "api"
version = "0.1.0"
source = { editable = "services/api" }
dependencies = [
    { name = "fast" },
]

[[package]]
name = "fast"
version = "1.2"
source = { registry = "https://index.example/simple" }
wheels = [
    { url = "https://files.example/${wheel}", hash = "sha256:0" },
]

[[package]]
name = "worker"
version = "0.1.0"
source = { editable = "services/worker" }
`;
}

function plan(
  workspace: Files,
  {
    to = TO,
    range = '>=3.11',
    wheel = 'fast-1.2-py3-none-any.whl',
  }: { readonly to?: string; readonly range?: string; readonly wheel?: string } = {},
) {
  const text = lockText(range, wheel);
  return planUpgrade(
    { stack: 'python', to, pin: true },
    {
      file: FILE,
      text: workspace[FILE] ?? '',
      model: runFactsOf(workspace).workspace,
      readLock: () => parseUvLock(parse(text), { file: 'uv.lock', text }).lock,
      buildTarget: 'build-image',
    },
  );
}

const digest = `sha256:${'ab'.repeat(32)}`;

test('a plan is a value', () => {
  const start = files[FILE]?.indexOf('python:3.13') ?? 0;
  expect(plan(files)).toEqual({
    stack: 'python',
    file: FILE,
    from: 'python:3.13-slim-trixie',
    to: TO,
    froms: [{ line: 6, start, end: start + 'python:3.13-slim-trixie'.length }],
    python: { from: '3.13', to: '3.14' },
    suite: { from: 'trixie', to: 'forky' },
    services: [
      { name: 'api', images: ['acme/api'] },
      { name: 'web', images: ['acme/web'] },
      { name: 'worker', images: ['acme/worker'] },
    ],
    buildTarget: 'build-image',
    problems: [],
    warnings: [],
  });
});

test('what is read before it is done', async () => {
  const twice = { ...files, [FILE]: `${files[FILE]}FROM python:3.13-slim-trixie AS tools\n` };
  const plans = [
    pinUpgrade(plan(twice), { digest }, { pin: true }),
    pinUpgrade(plan(files, { to: 'acme/base:7' }), { digest }, { pin: false }),
    plan({ ...rootFiles(), ...stackFiles() }),
    pinUpgrade(plan(files, { to: 'python:3.13-slim-trixie' }), { digest }, { pin: false }),
  ];
  await expect(`${plans.map(formatUpgrade).join('\n\n')}\n`).toMatchFileSnapshot(
    '__snapshots__/plans.txt',
  );
});

test('a library is refused with every service that holds it', () => {
  const { problems } = plan(withRanges({ 'libs/money': '<3.14', 'services/web': '<3.14' }));
  const unmet = { kind: 'base-python-unmet', range: '<3.14', python: '3.14' };
  expect(problems).toMatchObject([
    { ...unmet, place: { file: 'libs/money/pyproject.toml' }, services: ['api', 'worker'] },
    { ...unmet, place: { file: 'services/web/pyproject.toml' }, services: ['web'] },
  ]);
});

test('a range that is none is refused as such', () => {
  expect(plan(withRanges({ 'services/web': 'three' })).problems).toMatchObject([
    { kind: 'requires-python-broken', place: { file: 'services/web/pyproject.toml' } },
  ]);
});

test.each([
  ['older than the pyprojects', {}, []],
  ['narrowed by a project without an image', { 'libs/alone': '<3.14' }, ['libs/alone']],
])('a lock for other Pythons is refused where it is %s', (_, ranges, causes) => {
  const workspace = withRanges(ranges, { ...files, ...libraryFiles({ name: 'alone' }) });
  expect(plan(workspace, { range: '>=3.11, <3.14' }).problems).toEqual([
    {
      kind: 'lock-python-unmet',
      place: { file: 'uv.lock', line: 2 },
      range: '>=3.11, <3.14',
      python: '3.14',
      services: ['api', 'web', 'worker'],
      causes: causes.map((dir) => expect.objectContaining({ file: `${dir}/pyproject.toml` })),
    },
  ]);
});

test('under its own tag an image keeps its Python, under its name alone it may not', () => {
  const workspace = withRanges({ 'services/web': '<3.13' });
  const { problems, warnings } = plan(workspace, { to: `python:3.13-slim-trixie@${digest}` });
  expect([problems, warnings]).toEqual([[], []]);
  const pinned = { ...files, [FILE]: `FROM python@${digest} AS base\nFROM base AS base-builder\n` };
  expect(plan(pinned, { to: `python@${digest.replaceAll('ab', 'cd')}` }).warnings).toMatchObject([
    { kind: 'base-python-unknown' },
  ]);
});

test('a lock that is narrowed by what is refused anyway is not refused twice', () => {
  const { problems } = plan(withRanges({ 'services/web': '<3.14' }), { range: '<3.14' });
  expect(problems.map(({ kind }) => kind)).toEqual(['base-python-unmet']);
});

test('a package without a file for the new Python is warned of, with its services', () => {
  const { problems, warnings } = plan(files, {
    wheel: 'fast-1.2-cp313-cp313-manylinux_2_28_x86_64.whl',
  });
  expect(problems).toEqual([]);
  expect(warnings).toEqual([
    {
      kind: 'lock-without-wheel',
      place: { file: 'uv.lock', line: 12 },
      package: 'fast',
      version: '1.2',
      tags: ['cp313'],
      python: '3.14',
      services: ['api'],
    },
  ]);
});
