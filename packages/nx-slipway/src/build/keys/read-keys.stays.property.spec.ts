import { chmodSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  before,
  type Case,
  dockerfile,
  edited,
  files,
  keyOf,
  onDisk,
  taken,
} from '../../../test-support/key-cases';
import type { Files } from '../../../test-support/workspace-files';

describe('a key stays after', () => {
  const cases: readonly Case[] = [
    ['comments and blank lines', dockerfile('COPY services', '# note\n\n  COPY   services')],
    [
      'another line continued',
      dockerfile('COPY services/api/src /app', 'COPY services/api/src \\\n  /app'),
    ],
    ['an edit of a stage it does not need', dockerfile('RUN never', 'RUN ever')],
    ['a new stage it does not need', dockerfile('FROM acme', 'FROM x\nFROM acme')],
    ['an argument nobody names', dockerfile('UNUSED=1', 'UNUSED=2')],
    ['a file no instruction takes', { ...files, 'services/api/README.md': 'new' }],
    ['a file a wildcard leaves out', { ...files, 'services/api/data/b.md': '' }],
    ['an ignored file', { ...files, 'services/api/src/x.log': '', 'services/api/src/.venv/x': '' }],
    ['another service', edited('services/other/pyproject.toml', '"', "'")],
    ['a build argument nothing declares', files, { options: { buildArgs: { REVISION: '1' } } }],
    [
      'what a release is called',
      files,
      {
        options: {
          labels: {
            'org.opencontainers.image.revision': '1',
            'org.opencontainers.image.version': '2',
            'org.opencontainers.image.created': '3',
          },
        },
      },
    ],
    ['tags', files, { options: { tags: ['acme/api:1'] } }],
    ['where it goes', files, { options: { push: true } }],
    ['a secret no step has', files, { options: { secrets: ['id=other,env=TOKEN'] } }],
    ['the certificates of a machine', files, { options: { caBundle: '/etc/ca.pem' } }],
    ['its own platform named', files, { options: { platforms: ['linux/amd64'] } }],
    ['other images in the run', files, { beside: ['tool', 'other', 'python'] }],
    ['a umask', files, onDisk((root) => chmodSync(join(root, taken[0] ?? ''), 0o664))],
    ['other times', files, onDisk((root) => utimesSync(join(root, taken[0] ?? ''), 1, 1))],
  ];
  test.each(cases)('%s', async (_, changed = files, asked = {}) => {
    // Each workspace is in a folder of its own, so paths are others always.
    expect(await keyOf(changed, asked)).toBe(await before);
  });

  test('whatever the source of a secret is', async () => {
    const secret = (source: string) =>
      keyOf(files, { options: { secrets: [`id=token,${source}`] } });
    expect(await secret('env=A')).toBe(await secret('src=/b'));
  });

  test('the files are made in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.keys(files), { minLength: Object.keys(files).length }),
        async (order) => {
          const shuffled = Object.fromEntries(order.map((file) => [file, files[file] ?? '']));
          expect(await keyOf(shuffled)).toBe(await before);
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe('a generated service', () => {
  const key = (changed: Files = files, beside: readonly string[] = []) =>
    keyOf(changed, { image: 'generated', project: 'generated', beside });

  test.each([
    ['its code', 'services/generated/src/generated/__init__.py'],
    ['a library', 'libs/shared/src/shared/__init__.py'],
    ['the stack', 'images/python/install-projects'],
  ])('has another key after an edit of %s', async (_, file) => {
    expect(files[file]).toBeDefined();
    expect(await key({ ...files, [file]: `${files[file]}# more\n` })).not.toBe(await key());
  });

  test('keeps it after an edit of its tests and of other projects', async () => {
    const changed = {
      ...files,
      'services/generated/tests/test_x.py': '',
      'services/other/src/other/new.py': '',
      'libs/unrelated/x.py': '',
    };
    expect(await key(changed)).toBe(await key());
  });

  test('keeps it whether its stack is built in the same run or not', async () => {
    expect(await key(files, ['python', 'other'])).toBe(await key());
  });
});
