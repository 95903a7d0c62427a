import { expect, test } from 'vitest';
import { ALL_FINE, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { pinUpgrade, settled } from './plan/pin-upgrade';
import { upgradeAsJson, upgradeAsMarkdown } from './print/export-upgrade';
import { formatUpgrade } from './print/format-upgrade';

const FILE = 'images/python/Dockerfile';
const TO = 'python:3.14-slim-forky';
const projects = [
  { name: 'money', folder: 'libs/money' },
  { name: 'api', folder: 'services/api', needs: ['money'] },
  { name: 'worker', folder: 'services/worker', needs: ['money'] },
  { name: 'web', folder: 'services/web' },
];

const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...libraryFiles({ name: 'money' }),
  ...serviceFiles({ name: 'api', libraries: ['money'] }),
  ...serviceFiles({ name: 'worker', libraries: ['money'] }),
  ...serviceFiles({ name: 'web' }),
  'uv.lock': uvLockText(projects),
};

/** A stack alone. */
const alone: Files = { ...rootFiles(), ...stackFiles(), 'uv.lock': uvLockText([]) };

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

/** Every release of builder-requirements.txt can be installed on every Python. */
const answers = {
  ...ALL_FINE,
  index: new Map(
    ['uv-0.13.9', 'hatchling-1.33.0', 'editables-0.6'].map((each) => [
      `${each.split('-')[0]} `,
      { files: [{ name: `${each}-py3-none-any.whl`, hashes: [] }] },
    ]),
  ),
};

function plan(workspace: Files, options: Readonly<Record<string, unknown>> = { to: TO }) {
  return planUpgradeOf(workspace, options, answers).plan;
}

const digest = `sha256:${'ab'.repeat(32)}`;

test('a plan is a value', () => {
  const start = files[FILE]?.indexOf('python:3.13') ?? 0;
  const old = 'python:3.13-slim-trixie';
  expect(plan(files)).toEqual({
    stack: 'python',
    file: FILE,
    from: old,
    to: TO,
    places: [{ file: FILE, line: 9, start, end: start + old.length, old, how: 'from' }],
    python: { from: '3.13', to: '3.14' },
    suite: { from: 'trixie', to: 'forky' },
    services: [
      { name: 'api', images: ['acme/api'] },
      { name: 'web', images: ['acme/web'] },
      { name: 'worker', images: ['acme/worker'] },
    ],
    buildTarget: 'build-image',
    findings: [],
  });
});

test('what is read before it is done', async () => {
  const twice = { ...files, [FILE]: `${files[FILE]}FROM python:3.13-slim-trixie AS tools\n` };
  const found = withRanges({ 'libs/money': '<3.14', 'services/web': '<3.14' });
  const plans = [
    pinUpgrade(plan(twice), { digest }, { pin: true }),
    pinUpgrade(plan(files, { to: 'acme/base:7' }), { digest }, { pin: false }),
    plan(alone),
    settled(plan(files, { to: 'python:3.13-slim-trixie' })),
    plan(found),
  ];
  await expect(`${plans.map(formatUpgrade).join('\n\n')}\n`).toMatchFileSnapshot(
    '__snapshots__/plans.txt',
  );
  await expect(`${upgradeAsJson([plan(found)])}\n`).toMatchFileSnapshot(
    '__snapshots__/plan-as-json.txt',
  );
  await expect(`${upgradeAsMarkdown([plan(found)])}\n`).toMatchFileSnapshot(
    '__snapshots__/plan-as-markdown.txt',
  );
});

test('a library is refused once, with every service that holds it', () => {
  const { findings } = plan(withRanges({ 'libs/money': '<3.14', 'services/web': '<3.14' }));
  const unmet = { kind: 'base-python-unmet', range: '<3.14', python: '3.14' };
  expect(findings).toMatchObject([
    {
      severity: 'problem',
      services: ['api', 'worker'],
      problem: { ...unmet, place: { file: 'libs/money/pyproject.toml' } },
      fixes: [{ old: '<3.14', text: '<3.15' }],
    },
    { services: ['web'], problem: { ...unmet, place: { file: 'services/web/pyproject.toml' } } },
  ]);
});

test('a range that is none is refused as such', () => {
  expect(plan(withRanges({ 'services/web': 'three' })).findings).toMatchObject([
    {
      problem: { kind: 'requires-python-broken', place: { file: 'services/web/pyproject.toml' } },
    },
  ]);
});

/** The lock for some Pythons alone. */
function lockFor(range: string): Files {
  return {
    'uv.lock': (files['uv.lock'] ?? '').replace(
      'requires-python = ">=3.11"',
      `requires-python = "${range}"`,
    ),
  };
}

test.each([
  ['older than the pyprojects', {}, []],
  ['narrowed by a project without an image', { 'libs/alone': '<3.14' }, ['libs/alone']],
])('a lock for other Pythons is refused where it is %s', (_, ranges, causes) => {
  const all = { ...files, ...libraryFiles({ name: 'alone' }), ...lockFor('>=3.11, <3.14') };
  const { findings } = plan(withRanges(ranges, all));
  expect(findings.map(({ problem }) => problem)).toEqual([
    {
      kind: 'lock-python-unmet',
      place: { file: 'uv.lock', line: 3 },
      range: '>=3.11, <3.14',
      python: '3.14',
      services: ['api', 'web', 'worker'],
      causes: causes.map((dir) => expect.objectContaining({ file: `${dir}/pyproject.toml` })),
    },
  ]);
});

test('under its own tag an image keeps its Python, under its name alone it may not', () => {
  const workspace = withRanges({ 'services/web': '<3.13' });
  expect(plan(workspace, { to: `python:3.13-slim-trixie@${digest}` }).findings).toEqual([]);
  const pinned = { ...files, [FILE]: `FROM python@${digest} AS base\nFROM base AS base-builder\n` };
  const { findings } = plan(pinned, { to: `python@${digest.replaceAll('ab', 'cd')}` });
  expect(findings).toMatchObject([
    { severity: 'unchecked', problem: { kind: 'base-python-unknown' } },
  ]);
});

test('a lock that is narrowed by what is refused anyway is not refused twice', () => {
  const workspace = { ...withRanges({ 'services/web': '<3.14' }), ...lockFor('<3.14') };
  expect(plan(workspace).findings.map(({ problem }) => problem.kind)).toEqual([
    'base-python-unmet',
  ]);
});

test('each lock is read once, for however many services', () => {
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
  const many: Files = {
    ...alone,
    ...Object.assign({}, ...names.map((name) => serviceFiles({ name }))),
    'uv.lock': uvLockText(names.map((name) => ({ name, folder: `services/${name}` }))),
  };
  const reads = new Map<string, number>();
  planUpgradeOf(many, { to: TO }, answers, (file) => {
    reads.set(file, (reads.get(file) ?? 0) + 1);
    return many[file];
  });
  expect(reads.get('uv.lock')).toBe(1);
  expect([...reads].filter(([, count]) => count > 1)).toEqual([]);
});
