import { expect, test } from 'vitest';
import { BOTH, STACK, upgradeCases } from '../../../test-support/upgrade-cases';
import { ALL_FINE, foundIn, NOBODY, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';

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
