import { expect, test } from 'vitest';
import { BOTH, STACK, upgradeCases } from '../../../test-support/upgrade-cases';
import { ALL_FINE, foundIn, NOBODY, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  handWrittenService,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import type { LinkedFiles } from '../../images/upgrade/linked/image-links';

test.each(upgradeCases)(
  '$of',
  ({ files = {}, apt = [], packages = [], code, options, missing, finds }) => {
    const needs = packages.map(({ name }) => name);
    const workspace: Files = {
      ...rootFiles(),
      ...stackFiles('acme', { python: '3.11', suite: 'bookworm', apt: [...apt] }),
      ...serviceFiles({ name: 'api', ...(code !== undefined && { code }) }),
      'uv.lock': uvLockText([{ name: 'api', folder: 'services/api', needs }, ...packages]),
      ...files,
    };
    const answers = {
      ...ALL_FINE,
      apt: { missing: new Map((missing ?? []).map((each) => [each, []])) },
    };
    const { plan } = planUpgradeOf(workspace, options ?? BOTH, answers);
    const found = foundIn(plan).filter(
      (each) => !/openssl-changes|builder-pins-unchecked|lock-releases-unchecked/.test(each),
    );
    expect(found.map((each) => each.replace(/(uv\.lock):\d+$/, '$1'))).toEqual(finds);
  },
);

test('23 another OpenSSL is a note', () => {
  const { plan } = planUpgradeOf(
    {
      ...{ ...rootFiles(), ...stackFiles('acme', { python: '3.11', suite: 'bookworm' }) },
      'uv.lock': uvLockText([]),
    },
    { suite: 'trixie' },
  );
  expect(foundIn(plan)).toEqual([`note openssl-changes ${STACK}:9`]);
});

test.each<[string, LinkedFiles, readonly string[], readonly string[]]>([
  [
    '21 a library of an older release, which a copied program of that release needs',
    {
      needs: [
        { name: 'libssl.so.1.1', file: '/usr/local/bin/tool', package: 'libssl1.1', versions: {} },
      ],
      hashes: {},
    },
    ['libssl.so.1.1'],
    ['problem linked-library-missing services/api/Dockerfile:2'],
  ],
  [
    '29 an image for arm64 with wheels for amd64',
    {
      distribution: { name: 'x', version: '1.0', tags: ['cp311-cp311-manylinux_2_17_x86_64'] },
      ...{ needs: [], hashes: {}, foreign: 'x86_64' },
    },
    [],
    ['warning linked-machine-differs'],
  ],
])('%s, in a built image', (_, linked, libraries, expected) => {
  const dockerfile = `FROM python:3.11-slim-bullseye\nCOPY --from=acme-tools.example/tool:1 /tool /usr/local/bin/\n`;
  const { plan } = planUpgradeOf(
    {
      ...{ ...rootFiles(), ...stackFiles('acme', { python: '3.11', suite: 'bullseye' }) },
      ...handWrittenService('api', dockerfile, 'acme'),
      'uv.lock': uvLockText([{ name: 'api', folder: 'services/api' }]),
    },
    BOTH,
    {
      ...ALL_FINE,
      linked: {
        images: new Map([['acme/api', { machine: 'aarch64', linked: [linked] }]]),
        lacking: new Map([['acme/api', { libraries, versions: new Map(), paths: [] }]]),
      },
    },
  );
  expect(foundIn(plan).filter((each) => each.includes(' linked-'))).toEqual(expected);
});

test('without an engine and without an index, all that they are for is unchecked, and what is known is told', () => {
  const { plan } = planUpgradeOf(
    {
      ...rootFiles(),
      ...stackFiles('acme', { python: '3.11', suite: 'bookworm', apt: ['curl', 'libpcre3'] }),
      'uv.lock': uvLockText([]),
    },
    BOTH,
    NOBODY,
  );
  expect(foundIn(plan)).toEqual([
    `problem apt-package-missing ${STACK}:19`,
    `note openssl-changes ${STACK}:9`,
    'unchecked apt-unchecked',
    'unchecked builder-pins-unchecked images/python/builder-requirements.txt',
  ]);
});
