import { expect, test } from 'vitest';
import { properties } from '../executors/build-image/schema.json';
import type { ReleasePublishSchema } from '../executors/release-publish/schema';
import { planPublication } from './plan-publication';

function task(options: ReleasePublishSchema = {}) {
  return {
    id: 'shop:nx-release-publish',
    project: 'shop',
    dependencies: [],
    options,
  };
}

const own = { version: '1.2.0' };

/** A workspace whose build target has options. */
function facts(options: object = {}, workspaceTags: readonly string[] = []) {
  return {
    workspaceTags,
    schemas: properties,
    context: {
      root: '/nowhere',
      projectsConfigurations: {
        version: 2,
        projects: { shop: { root: 'shop', targets: { 'build-image': { options }, image: {} } } },
      },
    },
  };
}

function tagsOf(...args: Parameters<typeof planPublication>) {
  const publication = planPublication(...args);
  return publication.kind === 'push' ? publication.push.options.tags : publication.kind;
}

test.each<[string, ReleasePublishSchema['nxReleaseVersionData'], string]>([
  ['the version it has', undefined, '1.2.0'],
  [
    'the version it has, where the release is not its own',
    { api: { newVersion: '9.0.0' } },
    '1.2.0',
  ],
  ['the version just given', { shop: { newVersion: '1.3.0' } }, '1.3.0'],
])('a project is pushed under %s', (_, nxReleaseVersionData, version) => {
  const options = nxReleaseVersionData ? { nxReleaseVersionData } : {};
  expect(tagsOf(task(options), own, facts())).toEqual([`type=raw,value=${version}`]);
});

test('a project that the release gives no new version pushes nothing', () => {
  const options = { nxReleaseVersionData: { shop: { newVersion: null } } };
  expect(planPublication(task(options), own, facts())).toEqual({ kind: 'unchanged' });
});

test('configured tags come along: those of the target, else those of the workspace', () => {
  const rc = { version: '1.2.0-rc.1' };
  const released = ['type=raw,value=1.2.0-rc.1', 'type=raw,value=1.2.0rc1'];
  expect(tagsOf(task(), rc, facts({}, ['type=sha']))).toEqual(['type=sha', ...released]);
  expect(tagsOf(task(), rc, facts({ tags: ['type=key'] }, ['type=sha']))).toEqual([
    'type=key',
    ...released,
  ]);
});

test('the images are built as the build target says', () => {
  const options = { secrets: ['id=netrc'], platforms: ['linux/arm64'], load: true, output: ['x'] };
  const publication = planPublication(task(), own, facts(options));
  expect(publication).toEqual({
    kind: 'push',
    push: {
      id: 'shop:nx-release-publish',
      project: 'shop',
      dependencies: [],
      options: {
        secrets: ['id=netrc'],
        platforms: ['linux/arm64'],
        push: true,
        load: false,
        tags: ['type=raw,value=1.2.0'],
      },
      problems: [],
    },
  });
  expect(planPublication(task({ buildTarget: 'image' }), own, facts(options))).not.toMatchObject({
    push: { options: { secrets: ['id=netrc'] } },
  });
});

test('a project without a version fails', () => {
  const problem = { kind: 'version-nowhere', place: { file: 'shop/pyproject.toml' } } as const;
  expect(planPublication(task(), { problem }, facts())).toEqual({ kind: 'problem', problem });
});
