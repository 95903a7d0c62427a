import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readExample } from '../../../test-support/examples';
import { planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { TEST_INDEX, uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { builderPins } from '../../images/upgrade/checks/check-builder-pins';
import type { IndexAnswer, IndexFile } from '../../python/index/index-page';
import { pinUpgrade } from './plan/pin-upgrade';
import { formatUpgrade } from './print/format-upgrade';

const PAGE = join(__dirname, '../../../../../docs/how-to/upgrade-base.md');

/** Wheels of psycopg2-binary for a Python. */
function wheelsOf(version: string, python: string): readonly IndexFile[] {
  return ['x86_64', 'aarch64'].map((machine) => ({
    name: `psycopg2_binary-${version}-${python}-${python}-manylinux_2_17_${machine}.whl`,
    hashes: [],
  }));
}

const money = libraryFiles({ name: 'money' });
const files: Files = {
  ...rootFiles(),
  ...stackFiles('acme', { python: '3.11', suite: 'bookworm', buildApt: ['gcc', 'libc6-dev'] }),
  ...money,
  'libs/money/pyproject.toml': (money['libs/money/pyproject.toml'] ?? '').replace(
    '>=3.11',
    '>=3.11,<3.13',
  ),
  ...serviceFiles({ name: 'api', libraries: ['money'], packages: ['psycopg2-binary'] }),
  ...serviceFiles({ name: 'worker', libraries: ['money'], code: 'import cgi\n' }),
  'uv.lock': uvLockText([
    { name: 'money', folder: 'libs/money' },
    { name: 'api', folder: 'services/api', needs: ['money', 'psycopg2-binary'] },
    { name: 'worker', folder: 'services/worker', needs: ['money'] },
    {
      ...{ name: 'psycopg2-binary', version: '2.9.9' },
      files: [
        ...wheelsOf('2.9.9', 'cp311').map(({ name }) => name),
        'psycopg2-binary-2.9.9.tar.gz',
      ],
    },
  ]),
  '.python-version': '3.11\n',
  'tools/report/Dockerfile': [
    'FROM python:3.11-bookworm AS build',
    'RUN python -m venv /venv && /venv/bin/pip install jinja2',
    'FROM python:3.11-slim-bookworm',
    'RUN apt-get update && apt-get install -y libicu72',
    'COPY --from=build /venv /venv',
    '',
  ].join('\n'),
};

const DOWN = { why: 'no network', isDown: true } as const;

test('the plan in the docs is one that is printed', () => {
  const { plan } = planUpgradeOf(
    files,
    { python: '3.13', suite: 'trixie' },
    {
      apt: { missing: new Map([['libicu72', ['libicu76']]]) },
      index: new Map<string, IndexAnswer>([
        [`psycopg2-binary ${TEST_INDEX}`, { files: wheelsOf('2.9.10', 'cp313') }],
        ...['editables ', 'hatchling ', 'uv '].map((key) => [key, DOWN] as const),
      ]),
    },
  );
  const pinned = pinUpgrade(plan, { digest: `sha256:${'5c'.repeat(32)}` }, { pin: true });
  expect(readFileSync(PAGE, 'utf8')).toContain(`\`\`\`text\n${formatUpgrade(pinned)}\n\`\`\`\n`);
});

/** An index that has what the pins of a stack ask for. */
function indexOf(pins: string): ReadonlyMap<string, IndexAnswer> {
  return new Map(
    builderPins({ text: pins }).map(({ name, version }) => [
      `${name} `,
      { files: [{ name: `${name}-${version}-py3-none-any.whl`, hashes: [] }] },
    ]),
  );
}

test('so is the plan of the example there, which is upgraded with an engine by night', () => {
  const { files: example } = readExample('two-stacks');
  const projects = ['legacy', 'modern'].map((name) => ({ name, folder: `services/${name}` }));
  const { plan } = planUpgradeOf(
    { ...example, 'uv.lock': uvLockText(projects) },
    { stack: 'python311', python: '3.13', suite: 'trixie', pin: false },
    {
      apt: { missing: new Map() },
      index: indexOf(example['images/python311/builder-requirements.txt'] ?? ''),
    },
  );
  const found = pinUpgrade(plan, { digest: `sha256:${'5c'.repeat(32)}` }, { pin: false });
  expect(readFileSync(PAGE, 'utf8')).toContain(`\`\`\`text\n${formatUpgrade(found)}\n\`\`\`\n`);
});
