import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Image } from '../../images/model/image';
import { imageCatalogue } from '../../images/model/image-catalogue';
import { keyTag } from '../../images/model/key-label';
import type { BakePlan } from '../bake-plan';
import { cacheableTargets, linkCached, planCacheExport, withDependencies } from './cached-targets';

function image(id: string): Image {
  return {
    ...{ id, project: id, root: id, dockerfile: `${id}/Dockerfile`, reference: id },
  };
}
const withStage = 'FROM base AS dependencies\nRUN install\nFROM base\n';
const catalogue = imageCatalogue(
  ['base', 'api', 'worker', 'plain'].map(image),
  [
    ['base', 'FROM scratch\n'],
    ['api', withStage],
    ['worker', withStage],
    ['plain', 'FROM base\n'],
  ].map(([id, text]) => parseDockerfile(text ?? '', `${id}/Dockerfile`).dockerfile),
);

const context = '/w';
const plan: BakePlan = {
  bakeFile: {
    group: {},
    target: {
      base: { context, tags: ['base'] },
      packages__web__base: { context, contexts: { builder: 'target:base' } },
      'conflict-check__api': { context, contexts: { 'packages-1': 'target:packages__web__base' } },
      foundation__api: {
        ...{
          context,
          contexts: { base: 'target:base', 'packages-1': 'target:packages__web__base' },
        },
      },
      empty__venv: { context },
      api: {
        ...{ context, dockerfile: '/w/api/Dockerfile', tags: ['api'], output: ['type=docker'] },
        labels: { title: 'api' },
        'cache-from': ['type=registry,ref=c:api'],
        'cache-to': ['type=registry,ref=c:api'],
        contexts: { foundation: 'target:foundation__api', libraries: 'target:conflict-check__api' },
      },
      worker: {
        ...{ context, tags: ['worker'] },
        contexts: { base: 'target:base', dependencies: 'target:empty__venv' },
      },
      plain: { context, tags: ['plain'], contexts: { base: 'target:base' } },
    },
  },
  files: {},
  targets: { api: 'api', worker: 'worker', plain: 'plain' },
  allowRead: [],
  cacheFolders: [],
};
const withAll = withDependencies(plan, catalogue);

test('what an image installs for itself is a target of its own, where the image has a stage for it', () => {
  const { target } = withAll.bakeFile;
  const added = Object.keys(target).filter((name) => !(name in plan.bakeFile.target));
  expect(added).toEqual(['dependencies__api']);
  expect(target.dependencies__api).toEqual({
    ...{ context, dockerfile: '/w/api/Dockerfile', target: 'dependencies' },
    'cache-from': ['type=registry,ref=c:api'],
    contexts: { foundation: 'target:foundation__api', libraries: 'target:conflict-check__api' },
  });
});

test('kept is what images start from and what runs steps', () => {
  expect(cacheableTargets(withAll)).toEqual([
    ...['base', 'conflict-check__api', 'dependencies__api', 'packages__web__base'],
  ]);
  expect(cacheableTargets({ ...withAll, targets: { plain: 'plain' } })).toEqual(['base']);
});

test('images take the place of the targets that would make them', () => {
  const kept = new Map([
    ['base', 'r/c@sha256:1'],
    ['dependencies__api', 'r/c@sha256:2'],
    ['conflict-check__api', 'r/c@sha256:3'],
  ]);
  const { target } = linkCached(withAll, kept).bakeFile;
  expect([target.api?.contexts, target.foundation__api?.contexts, target.plain?.contexts]).toEqual([
    {
      foundation: 'target:foundation__api',
      libraries: 'docker-image://r/c@sha256:3',
      dependencies: 'docker-image://r/c@sha256:2',
    },
    { base: 'docker-image://r/c@sha256:1', 'packages-1': 'target:packages__web__base' },
    { base: 'docker-image://r/c@sha256:1' },
  ]);
  expect(linkCached(plan, new Map())).toEqual(plan);
});

test('what is kept says its key, and goes where it is found by it', () => {
  const key = 'a'.repeat(64);
  const tag = keyTag(key);
  const { group, target } = planCacheExport(
    withAll,
    new Map([
      ['dependencies__api', ['r/c', 's/c'].map((repository) => ({ key, tag, repository }))],
    ]),
  );
  expect(group).toEqual({ default: { targets: ['dependencies__api'] } });
  expect(target.dependencies__api).toMatchObject({
    labels: { 'dev.nx-slipway.key': key },
    tags: [`r/c:key-${'a'.repeat(32)}`, `s/c:key-${'a'.repeat(32)}`],
    output: ['type=registry'],
  });
  expect(target.api).not.toHaveProperty('output');
  expect(target.api).not.toHaveProperty('cache-to');
});

test('what is kept is compressed as what is pushed: the engine compresses a layer once', () => {
  const image = { key: 'k', tag: 'key-k', repository: 'r/c' };
  const compressed = { ...withAll, compression: 'zstd' as const };
  const { target } = planCacheExport(compressed, new Map([['base', [image]]]));
  expect(target.base?.output).toEqual(['type=registry,compression=zstd,oci-mediatypes=true']);
});

test('what is the same for every platform is kept as no image, which would be of one', () => {
  const platforms = ['linux/amd64', 'linux/arm64'];
  const crossed = Object.entries(plan.bakeFile.target).map(([name, target]) => [
    name,
    /^(base|packages__)/.test(name) ? target : { ...target, platforms },
  ]);
  const { targets } = plan;
  const bakeFile = { group: {}, target: Object.fromEntries(crossed) };
  expect(cacheableTargets({ ...plan, bakeFile, targets })).toEqual(['base', 'conflict-check__api']);
});
