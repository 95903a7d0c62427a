import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageKeyOf } from '../../../test-support/image-keys-of';

import {
  before,
  type Case,
  DIGEST,
  dockerfile,
  edited,
  facts,
  files,
  keyOf,
  move,
  onDisk,
  taken,
} from '../../../test-support/key-cases';

function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
}

describe('a key is another one after', () => {
  const cases: readonly Case[] = [
    ['a new file', { ...files, 'services/api/src/new.py': '' }],
    ['a new file that a wildcard takes', { ...files, 'services/api/data/b.txt': '' }],
    ['a file renamed', files, onDisk((root) => move(root, 'src/main.py', 'src/name.py'))],
    ['a file gone', files, onDisk((root) => rmSync(join(root, 'services/api/src/main.py')))],
    ['a file executable', files, onDisk((root) => chmodSync(join(root, taken[0] ?? ''), 0o744))],
    [
      'a file nobody else may read',
      files,
      onDisk((root) => chmodSync(join(root, taken[0] ?? ''), 0o640)),
    ],
    [
      'a folder nobody else may enter',
      files,
      onDisk((root) => chmodSync(join(root, 'services/api/src/deep'), 0o750)),
    ],
    ['a pipe', files, onDisk((root) => makePipe(join(root, 'services/api/src/pipe')))],
    ['an empty folder', files, onDisk((root) => mkdirSync(join(root, 'services/api/src/e')))],
    ['a link', files, onDisk((root) => symlinkSync('main.py', join(root, 'services/api/src/l')))],
    ['an instruction changed', dockerfile('/setup.sh\n', '/setup.sh now\n')],
    [
      'an instruction of the image it copies from',
      edited('services/tool/Dockerfile', '/tool\n', '/t\n'),
    ],
    ['another base', dockerfile(DIGEST, DIGEST.replace(/a{64}/, 'b'.repeat(64)))],
    ['another frontend', dockerfile('dockerfile:1', 'dockerfile:2')],
    ['another default of an argument', dockerfile('LEVEL=1', 'LEVEL=2')],
    [
      'an ignore file that lets less in',
      edited('services/api/Dockerfile.dockerignore', '', 'services/api/src/deep\n'),
    ],
    ['an argument', files, { options: { buildArgs: { COLOUR: 'blue' } } }],
    ['a label', files, { options: { labels: { team: 'a' } } }],
    ['a target', files, { options: { target: 'tool' } }],
    ['a platform', files, { options: { platforms: ['linux/arm64'] } }],
    ['another builder', files, { facts: { ...facts, localPlatform: 'linux/arm64' } }],
    ['a secret that is mounted', files, { options: { secrets: ['id=token,env=TOKEN'] } }],
    [
      'another context in place of a stage',
      files,
      { options: { contexts: { tool: 'docker-image://busybox' } } },
    ],
  ];
  test.each(cases)('%s', async (_, changed = files, asked = {}) => {
    expect(await keyOf(changed, asked)).not.toBe(await before);
  });

  test('any edit of any file it takes', async () => {
    const edit = fc.record({
      file: fc.constantFrom(...taken),
      at: fc.nat(20),
      text: fc.string({ minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(edit, async ({ file, at, text }) => {
        const old = files[file] ?? '';
        const edited = old.slice(0, at) + text + old.slice(at);
        const change = (root: string) => writeFileSync(join(root, file), edited);
        expect(await keyOf(files, { facts, change })).not.toBe(await before);
      }),
      { numRuns: 25 },
    );
  });
});

test('the parts of a key are called the same whatever else is in the run', async () => {
  const partsOf = async (beside: readonly string[]) => {
    const key = await imageKeyOf(files, { image: 'other', project: 'other', beside, facts });
    return key.kind === 'keyed' ? key.parts : undefined;
  };
  const alone = await partsOf([]);
  expect(Object.keys(alone ?? {})).toContain('foundation');
  expect(await partsOf(['generated', 'python'])).toEqual(alone);
});
