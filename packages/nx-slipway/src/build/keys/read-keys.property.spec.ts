import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AskedKeys, imageKeyOf } from '../../../test-support/image-keys-of';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** Hand-written, with something of everything that can decide an image. */
const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG LEVEL=1
ARG UNUSED=1
FROM python:3.13 AS unused
RUN never

FROM acme/tool AS tool
FROM python:3.13@${DIGEST} AS runtime
ARG LEVEL
ARG COLOUR=red
COPY services/api/src /app
COPY --from=tool /tool /tool
COPY services/api/data/*.txt /data/
RUN --mount=type=bind,source=services/api/setup.sh,target=/setup.sh \\
    --mount=type=secret,id=token,required=false \\
    /setup.sh
`;
const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...libraryFiles({ name: 'shared' }),
  ...serviceFiles({ name: 'generated', libraries: ['shared'] }),
  ...serviceFiles({ name: 'other' }),
  ...serviceFiles({ name: 'api' }),
  'services/api/Dockerfile': DOCKERFILE,
  'services/api/Dockerfile.dockerignore': '**/*.log\n**/.venv\n',
  'services/api/src/main.py': 'print(1)\n',
  'services/api/src/deep/er/module.py': 'x = 1\n',
  'services/api/data/a.txt': 'a\n',
  'services/api/setup.sh': '#!/bin/sh\n',
  ...serviceFiles({ name: 'tool' }),
  'services/tool/Dockerfile': 'FROM scratch AS tool\nCOPY services/tool/tool.txt /tool\n',
  'services/tool/tool.txt': 'tool\n',
};

/** What is read out of the files besides contexts. */
const facts = runFactsOf(files);

async function keyOf(changed: Files = files, asked: Partial<AskedKeys> = {}): Promise<string> {
  const options = { image: 'runtime', ...asked.options };
  const key = await imageKeyOf(changed, {
    image: 'api-runtime',
    project: 'api',
    ...(changed === files && { facts }),
    ...asked,
    options: asked.project ? {} : options,
  });
  expect(key).toMatchObject({ kind: 'keyed' });
  return key.kind === 'keyed' ? key.key : '';
}

const before = keyOf();

/** What happened, the files after it, and how the key is asked for. */
type Case = [name: string, changed?: Files, asked?: Partial<AskedKeys>];

function edited(file: string, from: string | RegExp, to: string): Files {
  const text = (files[file] ?? '').replace(from, to);
  expect(text).not.toBe(files[file]);
  return { ...files, [file]: text };
}
function dockerfile(from: string | RegExp, to: string) {
  return edited('services/api/Dockerfile', from, to);
}
function onDisk(change: (root: string) => void): Partial<AskedKeys> {
  return { change };
}

/** Files whose content is in the image `api`. */
const taken = [
  'services/api/src/main.py',
  'services/api/src/deep/er/module.py',
  'services/api/data/a.txt',
  'services/api/setup.sh',
  'services/tool/tool.txt',
];

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

function move(root: string, from: string, to: string): void {
  renameSync(join(root, 'services/api', from), join(root, 'services/api', to));
}

test('the parts of a key are called the same whatever else is in the run', async () => {
  const partsOf = async (beside: readonly string[]) => {
    const key = await imageKeyOf(files, { image: 'other', project: 'other', beside, facts });
    return key.kind === 'keyed' ? key.parts : undefined;
  };
  const alone = await partsOf([]);
  expect(Object.keys(alone ?? {})).toContain('foundation');
  expect(await partsOf(['generated', 'python'])).toEqual(alone);
});
