import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { bakePlanOf, planOf } from '../../test-support/plan-of';
import { lockOf } from '../../test-support/poetry-lock-files';
import { lockedRunFactsOf } from '../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../test-support/workspace-files';
import { LAYER_GROUPS_FILE } from '../images/shared-layers/layer-groups';

const HASH = '--hash=sha256:01';
const BUILDER = 'packages__all__python-base-builder';

/** A service of an installer with its lock. @param shared names of a shared layer */
function service(
  installer: 'pip' | 'poetry',
  lock: (pyproject: string) => Files,
  shared: readonly string[] = [],
): Files {
  const files = serviceFiles({ name: 'api', installer });
  return {
    ...rootFiles('', installer),
    ...stackFiles(undefined, { installer }),
    ...files,
    ...lock(files['services/api/pyproject.toml'] ?? ''),
    ...(shared.length > 0 && {
      [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: { all: shared } } }),
    }),
  };
}

function pipService(lines: readonly string[], shared: readonly string[] = []): Files {
  const text = lines.map((line) => (line.startsWith('-') ? line : `${line}==1 ${HASH}`)).join('\n');
  return service('pip', () => ({ 'services/api/requirements.txt': `${text}\n` }), shared);
}

/** @param packages their files by name */
function poetryService(
  packages: Readonly<Record<string, readonly string[]>>,
  shared: readonly string[] = [],
): Files {
  const blocks = Object.entries(packages).map(([name, files]) =>
    [
      `[[package]]\nname = "${name}"\nversion = "1.0"\noptional = false\npython-versions = "*"`,
      'groups = ["main"]\nfiles = [',
      ...files.map((file) => `    {file = "${file}", hash = "sha256:01"},`),
      ']\n',
    ].join('\n'),
  );
  return service(
    'poetry',
    (pyproject) => ({ 'services/api/poetry.lock': lockOf(pyproject, blocks) }),
    shared,
  );
}

const ANY = ['any-1.0-py3-none-any.whl'];
const EACH = ['x86_64', 'aarch64'].map(
  (machine) => `each-1.0-cp313-cp313-manylinux_2_28_${machine}.whl`,
);
const SDIST = ['sdist-1.0.tar.gz'];

/** What a run for both platforms comes to on a builder of linux/amd64. */
function crossed(files: Files) {
  const facts = { ...lockedRunFactsOf(files), canCross: true };
  const tasks = buildTasksOf(['api'], { platforms: ['linux/amd64', 'linux/arm64'] });
  const { bakeFile, files: written } = bakePlanOf(tasks, facts);
  const plan = planOf(tasks, facts);
  expect(plan.tasks.flatMap(({ problems }) => problems)).toEqual([]);
  return {
    targets: bakeFile.target,
    dependencies: bakeFile.target.dependencies__api,
    written,
    notes: plan.notes.flatMap((each) => (each.kind.startsWith('platform-') ? [each.kind] : [])),
    builtOn: bakeFile.target['python-base-builder']?.platforms ?? ['linux/amd64'],
  };
}

/** FROM lines of a generated Dockerfile. */
function stagesOf(target: { readonly 'dockerfile-inline'?: string } | undefined) {
  return (target?.['dockerfile-inline'] ?? '').split('\n').filter((each) => /^FROM /.test(each));
}

const NATIVE_ALONE = [
  'FROM builder AS install-amd64',
  'FROM --platform=$BUILDPLATFORM builder AS install-arm64',
  'FROM install-$TARGETARCH$TARGETVARIANT',
];

describe('pip', () => {
  const WHEELS = '--only-binary :all:';

  test('installs what it may install from wheels alone on the builder’s own platform', () => {
    const { dependencies, notes, builtOn } = crossed(pipService([WHEELS, 'any', 'each']));
    expect(stagesOf(dependencies)).toEqual(NATIVE_ALONE);
    expect({ notes, builtOn }).toEqual({ notes: [], builtOn: ['linux/amd64'] });
  });

  test('does so beside shared layers, and all are checked there', () => {
    const files = pipService([WHEELS, 'any', 'each', 'more'], ['any', 'each']);
    const { targets, dependencies, notes, builtOn } = crossed(files);
    expect(stagesOf(targets[BUILDER])).toEqual(NATIVE_ALONE);
    expect(stagesOf(dependencies)).toEqual(NATIVE_ALONE);
    expect(dependencies?.['dockerfile-inline']?.match(/--no-deps/g)).toHaveLength(2);
    const check = targets['conflict-check__api']?.['dockerfile-inline'];
    expect(check).toMatch(/^FROM --platform=\$BUILDPLATFORM builder AS check\nARG TARGETARCH\n/);
    expect({ notes, builtOn }).toEqual({ notes: [], builtOn: ['linux/amd64'] });
  });

  test.each<[string, readonly string[]]>([
    ['nothing is said of wheels', ['any', 'each']],
    ['it is said of some', ['--only-binary any', 'any', 'each']],
  ])('installs on the platform itself where %s', (_, lines) => {
    const { dependencies, notes, builtOn } = crossed(pipService(lines));
    expect(dependencies).toBeUndefined();
    expect(notes).toEqual(['platform-installer-run']);
    expect(builtOn).toContain('linux/arm64');
  });
});

describe('Poetry', () => {
  test('installs wheels on the builder’s own platform', () => {
    const { dependencies, notes, builtOn } = crossed(poetryService({ any: ANY, each: EACH }));
    expect(stagesOf(dependencies)).toEqual(NATIVE_ALONE);
    expect(Object.keys(dependencies?.contexts ?? {})).toEqual(['builder', 'lock']);
    expect({ notes, builtOn }).toEqual({ notes: [], builtOn: ['linux/amd64'] });
  });

  test('installs once what is the same for all', () => {
    const { dependencies } = crossed(poetryService({ any: ANY }));
    expect(dependencies?.platforms).toBeUndefined();
    expect(stagesOf(dependencies)).toEqual(['FROM builder']);
  });

  test('leaves to the platform what has no wheel, by a lock without it', () => {
    const packages = { any: ANY, each: EACH, sdist: SDIST };
    const { dependencies, written, notes } = crossed(poetryService(packages, ['any']));
    expect(stagesOf(dependencies)).toEqual([
      'FROM builder AS install-amd64',
      'FROM --platform=$BUILDPLATFORM builder AS wheels-arm64',
      'FROM builder AS install-arm64',
      'FROM install-$TARGETARCH$TARGETVARIANT',
    ]);
    expect(dependencies?.contexts?.['lock-aarch64']).toBe('/run-folder/lock-aarch64__api');
    const names = (folder: string) => written[`${folder}/poetry.lock`]?.match(/^name = .*$/gm);
    expect(names('lock-aarch64__api')).toEqual(['name = "each"']);
    expect(names('lock__api')).toEqual(['name = "each"', 'name = "sdist"']);
    expect(notes).toEqual(['platform-packages-built']);
  });
});
