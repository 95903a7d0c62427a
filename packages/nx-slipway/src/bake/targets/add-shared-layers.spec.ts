import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { bakePlanOf, planOf as runPlanOf } from '../../../test-support/plan-of';
import { lockedRunFactsOf } from '../../../test-support/run-facts';
import { TEST_INDEX } from '../../../test-support/uv-lock-text';
import { uvWorkspaceFiles } from '../../../test-support/uv-workspace-files';
import { type Files, serviceFiles } from '../../../test-support/workspace-files';
import { LAYER_GROUPS_FILE } from '../../images/shared-layers/layer-groups';

function layerGroups(
  groups: Readonly<Record<string, readonly string[]>>,
  more: object = {},
): Files {
  return {
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: groups }, ...more }),
  };
}

/** `a==1.0`, with the hash that the lock of the uv workspace has, or another one. */
function pinned(pin: string, hash = `${pin.replace('==', '-')}-py3-none-any.whl`) {
  return `${pin} --hash=sha256:${hash}\n`;
}

/** Both locks are of one index, without which their layers would differ. */
const INDEX = `--index-url ${TEST_INDEX}\n`;
/** As a layer's requirements file has it. */
const LAYER_INDEX = `--extra-index-url ${TEST_INDEX}\n`;

/** A service of pip beside those of the uv workspace. */
function pipService(name: string, requirements: string, packages: readonly string[]): Files {
  return {
    'pyproject.toml': `[tool.uv.workspace]\nmembers = ["services/*"]\nexclude = ["services/${name}"]\n`,
    ...serviceFiles({ name, packages, installer: 'pip' }),
    [`services/${name}/requirements.txt`]: `${INDEX}${requirements}`,
  };
}

const files: Files = {
  ...uvWorkspaceFiles([
    { name: 'api', packages: ['a', 'b', 'own'] },
    { name: 'worker', packages: ['a', 'b'] },
  ]),
  ...pipService('jobs', pinned('a==1.0') + pinned('b==1.0') + pinned('c==1.0'), ['a', 'b', 'c']),
  ...layerGroups({ ab: ['a', 'b'] }),
};

function planOf(given: Files, projects: readonly string[]) {
  const [asked, facts] = [buildTasksOf(projects), lockedRunFactsOf(given)];
  const { tasks } = runPlanOf(asked, facts);
  const problems = tasks.flatMap((each) => each.problems.map(({ kind }) => kind));
  return { ...bakePlanOf(asked, facts), problems };
}

const ALL = ['api', 'jobs', 'worker'];
function targetsOf(given: Files, projects = ALL) {
  return planOf(given, projects).bakeFile.target;
}
function installsOf(given: Files, projects = ALL) {
  return Object.keys(targetsOf(given, projects)).filter((name) => name.startsWith('packages__'));
}

test('the whole bake file', async () => {
  const { bakeFile, files: written } = planOf(files, ['python', ...ALL]);
  const text = `${JSON.stringify({ ...bakeFile, files: written }, undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot(
    join(__dirname, '../../../fixtures/bake/shared-layers.json'),
  );
});

test('a target is the same whatever is built beside it', () => {
  const name = 'packages__ab__python-base-builder';
  const targets = ALL.map((project) => targetsOf(files, [project])[name]);
  expect(targets).toEqual(ALL.map(() => targetsOf(files)[name]));
});

describe('what an image installs for itself', () => {
  test('is nothing where all of its packages are shared', () => {
    expect(targetsOf(files).worker?.contexts?.dependencies).toBe('target:empty__venv');
  });

  test('is its remainder as its Dockerfile has it, or by a step of its installer', () => {
    const targets = targetsOf(files);
    expect(Object.keys(targets.api?.contexts ?? {})).not.toContain('dependencies');
    expect(targets.jobs?.contexts?.dependencies).toBe('target:dependencies__jobs');
    expect(targets.dependencies__jobs?.['dockerfile-inline']).toContain('--no-deps');
    const { files: written } = planOf(files, ALL);
    expect(written['lock__jobs/services/jobs/requirements.txt']).toBe(
      `${INDEX}${pinned('c==1.0')}`,
    );
    expect(written['lock__api/uv.lock']).toMatch(
      /^dependencies = \[\n {4}\{ name = "own" \},\n\]$/m,
    );
  });
});

describe('two locks', () => {
  const other = (requirements: string, packages = ['a', 'b']): Files => ({
    ...files,
    ...pipService('jobs', requirements, packages),
  });

  test('with other versions of a group have a target each', () => {
    const given = other(pinned('a==1.0') + pinned('b==2.0'));
    expect(installsOf(given)).toEqual([
      'packages__ab__python-base-builder',
      'packages__ab__python-base-builder__2',
    ]);
    expect(targetsOf(given, [...ALL].reverse())).toEqual(targetsOf(given));
    const targets = targetsOf(given);
    const foundation = (name: string) => targets[name]?.contexts?.foundation;
    expect(foundation('worker')).toBe(foundation('api'));
    expect(foundation('jobs')).not.toBe(foundation('api'));
  });

  test('with other files of one version as well', () => {
    expect(installsOf(other(pinned('a==1.0') + pinned('b==1.0', 'other')))).toHaveLength(2);
  });

  test('without a package of the group have no layer of it', () => {
    const targets = targetsOf(other(pinned('a==1.0') + pinned('x==1.0'), ['a', 'x']));
    expect(targets.foundation__jobs?.contexts).toEqual({ base: 'target:python-base' });
  });
});

describe('no layer is shared', () => {
  const dockerfile = 'services/worker/Dockerfile';
  const edited = (from: string | RegExp, to: string): Files => {
    const text = files[dockerfile] ?? '';
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return { ...files, [dockerfile]: changed };
  };

  test.each([
    ['dependencies', ' AS dependencies\n', ' AS dependencies\nENV X=1\n'],
    ['libraries', ' AS libraries\n', ' AS libraries\nENV X=1\n'],
    ['foundation', ' AS foundation\n', ' AS foundation\nENV X=1\n'],
    ['lock', ' AS lock\n', ' AS lock\nCOPY more /\n'],
  ])('with an edited stage %s', (_, from, to) => {
    const given = edited(from, to);
    expect(installsOf(given, ['worker'])).toEqual([]);
    expect(targetsOf(given).worker?.contexts?.dependencies).toBeUndefined();
    expect(installsOf(given)).toEqual(['packages__ab__python-base-builder']);
  });

  test.each([
    ['no file', {}],
    ['no groups of the stack', layerGroups({})],
    ['groups that no image has', layerGroups({ x: ['a', 'x'] })],
  ])('with %s', (_, given) => {
    const { [LAYER_GROUPS_FILE]: _file, ...rest } = files;
    expect(installsOf({ ...rest, ...given })).toEqual([]);
    expect(targetsOf({ ...rest, ...given }).worker?.contexts?.dependencies).toBeUndefined();
  });
});

test('packages that own the same files are installed one after the other', () => {
  const given = { ...files, ...layerGroups({ ab: ['a', 'b'] }, { together: [['b', 'a']] }) };
  const { files: written, bakeFile } = planOf(given, ['worker']);
  const folder = 'packages__ab__python-base-builder';
  expect(written[`${folder}/1.txt`]).toBe(`${LAYER_INDEX}${pinned('b==1.0')}`);
  expect(written[`${folder}/2.txt`]).toBe(`${LAYER_INDEX}${pinned('a==1.0')}`);
  expect(bakeFile.target[folder]?.['dockerfile-inline']?.match(/\d\.txt/g)).toEqual([
    '1.txt',
    '2.txt',
  ]);
});

describe('a layer that is too large for a registry', () => {
  const large = (maxLayerMegabytes: number): Files => ({
    ...files,
    ...uvWorkspaceFiles(
      [{ name: 'api', packages: ['a', 'b', 'own'] }],
      [{ name: 'a', size: 3_000_000 }],
    ),
    ...layerGroups({ a: ['a'], b: ['b'] }, { maxLayerMegabytes }),
  });

  test('is installed once, split in the same step, and copied part by part', () => {
    const { bakeFile, files: written } = planOf(large(2), ['api']);
    const folder = 'packages__a__python-base-builder';
    expect(bakeFile.target[folder]?.['dockerfile-inline']).toMatch(
      / \\\n && python \/requirements\/split-layer\.py 3\n$/,
    );
    expect(written[`${folder}/split-layer.py`]).toContain('part_size');
    expect(bakeFile.target.foundation__api?.['dockerfile-inline']).toBe(
      [
        'FROM base',
        'COPY --link --from=packages-1 /venv /venv',
        'COPY --link --from=packages-1 /parts/2/venv /venv',
        'COPY --link --from=packages-1 /parts/3/venv /venv',
        'COPY --link --from=packages-2 /venv /venv',
        '',
      ].join('\n'),
    );
  });

  test('is one where it is not', () => {
    const { bakeFile, files: written } = planOf(large(4), ['api']);
    expect(Object.keys(written).filter((file) => file.includes('split'))).toEqual([]);
    expect(bakeFile.target.foundation__api?.['dockerfile-inline']).not.toContain('/parts/');
  });

  test('is a problem where an image would have too many layers', () => {
    const given = {
      ...large(1),
      ...uvWorkspaceFiles(
        [{ name: 'api', packages: ['a', 'b', 'own'] }],
        [{ name: 'a', size: 60_000_000 }],
      ),
    };
    expect(planOf(given, ['api']).problems).toEqual(['layers-too-many']);
  });
});

test('a file of groups that cannot be read is a problem of every image', () => {
  const given = { ...files, [LAYER_GROUPS_FILE]: '{\n"version": 1,\n"stacks": []\n}' };
  expect(planOf(given, ALL).problems).toEqual(ALL.map(() => 'layers-broken'));
});
