import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { bakePlanOf } from '../../test-support/plan-of';
import { lockedRunFactsOf } from '../../test-support/run-facts';
import { uvWorkspaceFiles } from '../../test-support/uv-workspace-files';
import type { Files } from '../../test-support/workspace-files';
import { LAYER_GROUPS_FILE } from '../images/shared-layers/layer-groups';

const BOTH = ['linux/amd64', 'linux/arm64'];

/** One wheel for all, one for each machine, and two of which a machine has none. */
const PACKAGES = [
  { name: 'any' },
  { name: 'each', files: wheels('each', 'x86_64', 'aarch64') },
  { name: 'sdist', files: ['sdist-1.0.tar.gz'] },
  { name: 'half', files: [...wheels('half', 'x86_64'), 'half-1.0.tar.gz'] },
];

function wheels(name: string, ...machines: readonly string[]): readonly string[] {
  return machines.map((machine) => `${name}-1.0-cp313-cp313-manylinux_2_28_${machine}.whl`);
}

function workspace(
  packages: readonly string[],
  groups: Readonly<Record<string, readonly string[]>> = {},
): Files {
  return {
    ...uvWorkspaceFiles([{ name: 'api', packages }], PACKAGES),
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: groups } }),
  };
}

/** The bake plan of a service for platforms, on a builder of one machine. */
function planOf(
  files: Files,
  {
    platforms = BOTH,
    projects = ['api'],
    canCross = true,
  }: {
    readonly platforms?: readonly string[];
    readonly projects?: readonly string[];
    readonly canCross?: boolean;
  } = {},
) {
  const facts = { ...lockedRunFactsOf(files), canCross };
  return bakePlanOf(buildTasksOf(projects, { platforms }), facts);
}

function targetsOf(...args: Parameters<typeof planOf>) {
  return planOf(...args).bakeFile.target;
}

/** FROM lines of a generated Dockerfile. */
function stagesOf(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line.startsWith('FROM '));
}

describe('what installs packages', () => {
  test('is one target for the builder’s own platform where all take the same wheels', () => {
    const targets = targetsOf(workspace(['any'], { all: ['any'] }));
    expect(targets['packages__all__python-base-builder']?.platforms).toBeUndefined();
    expect(targets['conflict-check__api']?.platforms).toBeUndefined();
    expect(targets['python-base-builder']?.platforms).toBeUndefined();
    expect(targets['python-base']?.platforms).toEqual(BOTH);
  });

  test('runs on the builder’s own platform where there are wheels for the other', () => {
    const targets = targetsOf(workspace(['any', 'each'], { all: ['any', 'each'] }));
    const { platforms, 'dockerfile-inline': text } =
      targets['packages__all__python-base-builder'] ?? {};
    expect(platforms).toEqual(BOTH);
    expect(stagesOf(text)).toEqual([
      'FROM builder AS install-amd64',
      'FROM --platform=$BUILDPLATFORM builder AS install-arm64',
      'FROM install-$TARGETARCH$TARGETVARIANT',
    ]);
    expect(text).toMatch(/--only-binary :all: --python-platform "\$platform" .*\/1\.txt/);
    expect(targets['python-base-builder']?.platforms).toEqual(['linux/amd64']);
    expect(stagesOf(targets['conflict-check__api']?.['dockerfile-inline'])[0]).toBe(
      'FROM --platform=$BUILDPLATFORM builder AS check',
    );
  });

  test('leaves to the other platform what has no wheel for it', () => {
    const names = ['each', 'half', 'sdist'];
    const { bakeFile, files } = planOf(workspace(names, { all: names }));
    const { 'dockerfile-inline': text } =
      bakeFile.target['packages__all__python-base-builder'] ?? {};
    expect(stagesOf(text)).toEqual([
      'FROM builder AS install-amd64',
      'FROM --platform=$BUILDPLATFORM builder AS wheels-arm64',
      'FROM builder AS install-arm64',
      'FROM install-$TARGETARCH$TARGETVARIANT',
    ]);
    const folder = 'packages__all__python-base-builder';
    expect(files[`${folder}/aarch64-1.txt`]?.match(/^\w+==/gm)).toEqual(['each==']);
    expect(files[`${folder}/1.txt`]?.match(/^\w+==/gm)).toEqual(['each==', 'half==', 'sdist==']);
    expect(bakeFile.target['python-base-builder']?.platforms).toEqual(BOTH);
  });

  test('does so for packages of one image, by uv', () => {
    const targets = targetsOf(workspace(['each', 'half']));
    expect(targets.api?.contexts?.dependencies).toBe('target:dependencies__api');
    const { 'dockerfile-inline': text } = targets.dependencies__api ?? {};
    expect(text).toMatch(
      /--no-build --python-platform "aarch64-manylinux_2_\$\(.*\)" --no-install-package half \\$/m,
    );
    expect(stagesOf(text)).toHaveLength(4);
  });

  test('is run for a machine that uv does not know by itself', () => {
    const targets = targetsOf(workspace(['each']), { platforms: ['linux/amd64', 'linux/s390x'] });
    const { 'dockerfile-inline': text } = targets.dependencies__api ?? {};
    expect(stagesOf(text)).toContain('FROM builder AS install-s390x');
    expect(targets['python-base-builder']?.platforms).toEqual(['linux/amd64', 'linux/s390x']);
  });
});

test('a base-builder that is asked for on other platforms alone is exported for these', () => {
  const platforms = ['linux/arm64'];
  const targets = targetsOf(workspace(['each']), { platforms, projects: ['python', 'api'] });
  expect(targets['python-base-builder']?.platforms).toEqual(platforms);
  expect(targets['own__python-base-builder']?.platforms).toBeUndefined();
  expect(targets['own__python-base-builder']?.output).toBeUndefined();
  expect(targets.dependencies__api?.contexts?.builder).toBe('target:own__python-base-builder');
  expect(targets.stage__api__application?.contexts?.['acme/python-base-builder']).toBe(
    'target:own__python-base-builder',
  );
});

describe('the service itself', () => {
  test('is one target for the builder’s own platform', () => {
    const targets = targetsOf(workspace(['any']));
    expect(targets.api?.contexts?.application).toBe('target:stage__api__application');
    expect(targets.stage__api__application?.platforms).toBeUndefined();
    expect(Object.keys(targets.api?.contexts ?? {})).not.toContain('acme/python-base-builder');
  });

  test.each<[string, Files]>([
    ['its own files beside the pyproject', { 'services/api/setup.py': '' }],
    [
      'a step of its own',
      {
        'services/api/Dockerfile': `${workspace(['any'])['services/api/Dockerfile']}`.replace(
          'RUN --network=none install-projects services',
          'RUN make\nRUN --network=none install-projects services',
        ),
      },
    ],
  ])('is built on each platform with %s', (_, more) => {
    const targets = targetsOf({ ...workspace(['any']), ...more });
    expect(targets.api?.contexts?.application).toBeUndefined();
    expect(targets['python-base-builder']?.platforms).toEqual(BOTH);
  });
});

describe('nothing is crossed', () => {
  test.each<[string, { platforms?: readonly string[]; canCross?: boolean }]>([
    ['for the builder’s own platform', { platforms: ['linux/amd64'] }],
    ['on a builder of several machines', { canCross: false }],
  ])('%s', (_, options) => {
    const targets = targetsOf(workspace(['each']), { ...options, projects: ['api'] });
    expect(targets.api?.contexts?.application).toBeUndefined();
    expect(targets.dependencies__api).toBeUndefined();
  });
});
