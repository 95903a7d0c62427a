import { expect, test } from 'vitest';
import { planUpgradeOf } from '../../../../test-support/upgrade-plan-of';
import { type LockPackage, TEST_INDEX, uvLockText } from '../../../../test-support/uv-lock-text';
import { rootFiles, serviceFiles, stackFiles } from '../../../../test-support/workspace-files';
import { dockerEngine } from '../../../engine/docker/docker-engine';
import { askOutside } from './ask-outside';

const FILES = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };
const API: LockPackage = { name: 'api', folder: 'services/api', needs: ['idna'] };

/** What the index is said to answer, and the pages that were asked for, where no engine is reachable. */
async function ask(packages: readonly LockPackage[], index?: string) {
  const files = { ...FILES, 'uv.lock': uvLockText(packages) };
  const { facts } = planUpgradeOf(files, { to: 'python:3.14-slim-forky' });
  const pages: string[] = [];
  const [answers] = await askOutside([facts], {
    engine: dockerEngine,
    run: async () => ({ exitCode: 1, stdout: '', stderr: 'no engine' }),
    fetchPage: async (url) => {
      pages.push(url);
      return new Response('', { status: 404 });
    },
    ...(index !== undefined && { index }),
  });
  return { pages, index: answers?.index };
}

test('the index is asked that the packages are locked to', async () => {
  const { pages } = await ask([API, { name: 'idna' }]);
  expect(pages).toContain(`${TEST_INDEX}/uv/`);
});

test('one that is named comes first', async () => {
  const { pages } = await ask([API, { name: 'idna' }], 'https://own.example/simple');
  expect(pages).toContain('https://own.example/simple/uv/');
});

test('where no index is known, nothing is asked and the answer says why', async () => {
  expect(await ask([{ ...API, needs: [] }])).toEqual({
    pages: [],
    index: new Map(
      ['editables ', 'hatchling ', 'uv '].map((key) => [
        key,
        { why: expect.stringContaining('no lock file names a package index') },
      ]),
    ),
  });
});

test('a release that the new base cannot install is asked of its own index, with its login', async () => {
  const own = 'https://own.example/simple';
  const { pages } = await ask(
    [
      { ...API, needs: ['idna', 'odd'] },
      { name: 'idna' },
      {
        ...{ name: 'odd', version: '1.0', source: `{ registry = "${own}" }` },
        files: ['x86_64', 'aarch64'].map(
          (machine) => `odd-1.0-cp313-cp313-manylinux_2_17_${machine}.whl`,
        ),
      },
    ],
    'https://mirror.example/simple',
  );
  expect(pages).toContain('https://mirror.example/simple/uv/');
  expect(pages.filter((each) => /odd|idna/.test(each))).toEqual([`${own}/odd/`]);
});
