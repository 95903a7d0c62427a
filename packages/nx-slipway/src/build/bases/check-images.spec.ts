import { expect, test } from 'vitest';
import { workspaceOf } from '../../../test-support/workspace-of';
import type { RegistryAnswer } from '../../engine/docker/read-published-image';
import type { Engine } from '../../engine/engine';
import { engineOf } from '../../engine/engine-of';
import { formatBuilderBase } from '../../images/bases/builder-base';
import { findStacks } from '../../images/model/stacks';
import type { StoredImage } from '../../images/model/stored-image';
import type { RunCommand } from '../../process/run-command';
import { normalizePluginOptions } from '../../workspace/options/plugin-options';
import { checkImages } from './check-images';

const [OLD, NEW] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
const BASE = 'python:3.13-slim';

/** Labels of an image that was built on a digest of the base. */
function on(digest: string | undefined) {
  return {
    'org.opencontainers.image.base.name': BASE,
    ...(digest !== undefined && { 'org.opencontainers.image.base.digest': digest }),
  };
}

interface Case {
  /** Digest in the FROM of the stack. */
  readonly pinned?: string | undefined;
  /** Digest that base-builder is built on. */
  readonly kept?: string;
  /** Labels of images in the engine's store, by reference. */
  readonly stored?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Labels of images in registries, by reference; text for a registry that does not answer. */
  readonly published?: Readonly<Record<string, Readonly<Record<string, string>> | string>>;
  readonly options?: object;
  /** Why the engine resolves nothing. */
  readonly isDown?: true;
  /** An engine that cannot ask registries. */
  readonly isPodman?: true;
}

/** What a check finds in a workspace with the stack python and the service api. */
async function check({
  pinned = NEW,
  kept,
  stored = {},
  published = {},
  options = {},
  isDown,
  isPodman,
}: Case) {
  const workspace = workspaceOf({
    'images/python/project.json': '{"name": "python"}',
    'images/python/Dockerfile': [
      `FROM ${BASE}${pinned && `@${pinned}`} AS base`,
      ...(kept
        ? formatBuilderBase({ builtOn: `${BASE}@${kept}`, compared: [kept, `${pinned}`], lost: [] })
        : []),
      'FROM base AS base-builder\n',
    ].join('\n'),
    'services/api/pyproject.toml': '[project]\nname = "api"\nversion = "1.2"\n',
    'services/api/Dockerfile': 'FROM acme/python-base AS runtime\n',
  });
  const asked: string[] = [];
  const run: RunCommand = async () => ({ exitCode: 1, stdout: '', stderr: '' });
  const down = { kind: 'engine-unreachable', detail: 'no engine', command: 'docker' } as const;
  const engine: Engine = {
    ...engineOf(isPodman ? 'podman' : 'docker'),
    resolveDigest: async () => (isDown ? { problem: down } : { digest: NEW ?? '' }),
    readStoredImages: async (references) =>
      references.flatMap((reference): StoredImage[] => {
        const labels = stored[reference];
        return labels
          ? [
              {
                id: 'x',
                tags: [`${reference}:latest`],
                labels,
                platform: 'linux/amd64',
                contents: '',
              },
            ]
          : [];
      }),
    readExposedPorts: async (reference) => ({
      problem: isDown ? down : { kind: 'image-not-loaded', reference },
    }),
  };
  const registry = {
    ...engine.registry,
    readPublishedImage: async (reference: string): Promise<RegistryAnswer> => {
      asked.push(reference);
      const found = published[reference];
      if (found === undefined) return {};
      return typeof found === 'string'
        ? { unreachable: { registry: 'ghcr.io', detail: found } }
        : { image: { digest: 'sha256:x', labels: new Map([['linux/amd64', found]]) } };
    },
  } as Engine['registry'] & object;
  const [stack] = findStacks(workspace.images.catalogue);
  if (!stack) throw new Error('no stack');
  const found = await checkImages(
    {},
    {
      ...{ stack, workspace, run },
      workspaceRoot: '/work',
      plugin: normalizePluginOptions(
        { namespace: 'acme', ...options },
        { packageName: undefined, folder: 'w' },
      ),
      engine: isPodman ? engine : { ...engine, registry },
    },
  );
  return { ...found, kinds: found.problems.map(({ kind }) => kind), asked };
}

const GHCR = { repositories: ['ghcr.io/acme/{{image}}'], tags: ['type=raw,value=main'] };

test('all images are on the newest base', async () => {
  const found = await check({ stored: { 'acme/api': on(NEW), 'acme/python-base': on(NEW) } });
  expect(found).toMatchObject({ result: 'current', kinds: [], asked: [] });
  expect(found.text).toMatchInlineSnapshot(`
    "image        where                             base              built on      now           state
    python       images/python/Dockerfile          python:3.13-slim  bbbbbbbbbbbb  bbbbbbbbbbbb  current
    api          acme/api (in the engine)          python:3.13-slim  bbbbbbbbbbbb  bbbbbbbbbbbb  current
    python-base  acme/python-base (in the engine)  python:3.13-slim  bbbbbbbbbbbb  bbbbbbbbbbbb  current"
  `);
});

test.each([
  ['as the stack says', OLD, 'current', 'kept'],
  ['which the stack does not name', undefined, 'outdated', 'outdated'],
])('a builder on an older digest, %s', async (_, kept, result, state) => {
  const stored = {
    'acme/api': on(NEW),
    'acme/python-base': on(NEW),
    'acme/python-base-builder': on(OLD),
  };
  const found = await check({ stored, ...(kept && { kept }) });
  expect(found).toMatchObject({
    result,
    kinds: result === 'current' ? [] : ['images-behind-base'],
  });
  expect(found.text).toMatch(
    new RegExp(`^python-base-builder .* aaaaaaaaaaaa +bbbbbbbbbbbb +${state}$`, 'm'),
  );
});

test('a service on the digest that its builder is kept on is outdated', async () => {
  const found = await check({ kept: OLD ?? '', stored: { 'acme/api': on(OLD) } });
  expect(found).toMatchObject({ result: 'outdated', kinds: ['images-behind-base'] });
});

test('images behind a Dockerfile that is renewed are to be built again', async () => {
  const found = await check({ stored: { 'acme/api': on(OLD) } });
  expect(found).toMatchObject({
    result: 'outdated',
    problems: [{ kind: 'images-behind-base', count: 1, pushTarget: 'push-image' }],
  });
});

test('a Dockerfile with an old digest is to be renewed first', async () => {
  const found = await check({ pinned: OLD, stored: { 'acme/api': on(OLD) } });
  expect(found).toMatchObject({
    result: 'outdated',
    problems: [{ kind: 'bases-outdated', stack: 'python', count: 1 }],
  });
});

test('pushed images are looked for by their tags, and only where a registry is named', async () => {
  const published = { 'ghcr.io/acme/api:main': on(OLD) };
  const found = await check({ published, options: GHCR });
  expect(found.result).toBe('outdated');
  expect(found.asked).toContain('ghcr.io/acme/api:main');
  expect((await check({ published })).asked).toEqual([]);
});

test.each<[string, Case, string]>([
  [
    'a registry that does not answer',
    {
      published: { 'ghcr.io/acme/api:main': 'no route to host' },
      options: GHCR,
      stored: { 'acme/python-base': on(NEW) },
    },
    'unchecked: no route to host',
  ],
  ['an engine that does not answer', { isDown: true }, 'unchecked: '],
  [
    'an engine that does not look into registries',
    { isPodman: true, options: GHCR, stored: { 'acme/api': on(NEW) } },
    'unchecked: podman does not look into registries',
  ],
  [
    'a FROM without a digest',
    { pinned: '', stored: { 'acme/api': on(undefined) } },
    'unchecked: its FROM has no digest',
  ],
  [
    'a tag that cannot be made',
    { options: { ...GHCR, tags: ['type=key'] }, stored: { 'acme/api': on(NEW) } },
    'unchecked: ',
  ],
])('%s is unchecked, never fine', async (_, given, text) => {
  const found = await check(given);
  expect(found.result).toBe('unchecked');
  expect(found.kinds).toContain('bases-unchecked');
  expect(found.text).toContain(text);
});

test('where no image is found, nothing was checked', async () => {
  expect(await check({})).toMatchObject({ result: 'unchecked', kinds: ['images-not-found'] });
});
