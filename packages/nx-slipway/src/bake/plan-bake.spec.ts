import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { library, planOf, small, targetsOf } from '../../test-support/bake-targets-of';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { bakePlanOf } from '../../test-support/plan-of';
import { runFactsOf } from '../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../test-support/workspace-files';

describe('the whole bake file', () => {
  const shared = {
    ...rootFiles(),
    ...stackFiles(),
    ...library('a'),
    ...library('b'),
    ...library('c'),
  };
  test.each<[string, Files, readonly string[]]>([
    ['no-libraries', small, ['python', 'api']],
    [
      'one-library',
      {
        ...small,
        ...library('shared'),
        ...serviceFiles({ name: 'api', libraries: ['shared'] }),
      },
      ['python', 'api'],
    ],
    [
      'two-closures',
      {
        ...shared,
        ...serviceFiles({ name: 'ab', libraries: ['a', 'b'] }),
        ...serviceFiles({ name: 'ac', libraries: ['a', 'c'] }),
      },
      ['ab', 'ac'],
    ],
    [
      'own-apt-packages',
      {
        ...shared,
        ...serviceFiles({ name: 'pg', libraries: ['a'], apt: ['libpq5'], buildApt: ['gcc'] }),
      },
      ['pg'],
    ],
  ])('%s', async (name, files, projects) => {
    const { bakeFile, files: written } = planOf(files, buildTasksOf(projects));
    const text = `${JSON.stringify({ ...bakeFile, files: written }, undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(__dirname, `../../fixtures/bake/${name}.json`));
  });
});

test('more libraries than an image can have layers of share layers', () => {
  const names = Array.from({ length: 130 }, (_, index) => `l${String(index).padStart(3, '0')}`);
  const libraries = names.map((name) => library(name));
  const files = Object.assign(
    { ...small, ...serviceFiles({ name: 'api', libraries: names }) },
    ...libraries,
  ) as Files;
  const targets = targetsOf(files);
  const layers = Object.keys(targets.foundation__api?.contexts ?? {}).filter(
    (each) => each !== 'base',
  );
  expect(layers).toHaveLength(Math.ceil(130 / 3));
  const bundled = Object.entries(targets)
    .filter(([name]) => name.startsWith('bundle__'))
    .flatMap(([, target]) => Object.values(target.contexts ?? {}));
  const alone = Object.values(targets.foundation__api?.contexts ?? {}).filter((each) =>
    each.startsWith('target:library__'),
  );
  expect(new Set([...bundled, ...alone]).size).toBe(130);
});

test('closures {a,b} and {a,c} copy a from one target', () => {
  const files = {
    ...rootFiles(),
    ...stackFiles(),
    ...library('a'),
    ...library('b'),
    ...library('c'),
    ...serviceFiles({ name: 'ab', libraries: ['a', 'b'] }),
    ...serviceFiles({ name: 'ac', libraries: ['a', 'c'] }),
  };
  const targets = targetsOf(files, buildTasksOf(['ab', 'ac']));
  const a = 'target:library__libs_2fa__python-base-builder';
  expect(targets.foundation__ab?.contexts).toMatchObject({ 'library-1': a });
  expect(targets.foundation__ac?.contexts).toMatchObject({ 'library-1': a });
  expect(Object.keys(targets).filter((name) => name.startsWith('library__'))).toHaveLength(3);
});

test('the plan is the same whatever the order of tasks and files', () => {
  const files = {
    ...small,
    ...library('b', ['a']),
    ...library('a'),
    ...serviceFiles({ name: 'worker', libraries: ['b'] }),
  };
  const tasks = [
    ...buildTasksOf(['python']),
    ...buildTasksOf(['api'], { secrets: ['id=s,env=A'], platforms: ['linux/arm64'] }),
    ...buildTasksOf(['worker'], { secrets: ['id=s,env=B'] }),
  ];
  const reversed = Object.fromEntries(Object.entries(files).reverse());
  expect(JSON.stringify(planOf(reversed, [...tasks].reverse()))).toBe(
    JSON.stringify(planOf(files, tasks)),
  );
});

test('a version from git reaches the application that takes it, and the library it is of', () => {
  const files = {
    ...small,
    ...library('a'),
    ...library('b'),
    ...serviceFiles({ name: 'api', libraries: ['a', 'b'], takesVersion: true }),
    ...serviceFiles({ name: 'worker' }),
  };
  const versions = ['services/api', 'services/worker', 'libs/a'].map(
    (folder, index): [string, string] => [folder, `1.${index}`],
  );
  const git = { versions: new Map(versions), notes: [] };
  const { bakeFile, files: written } = bakePlanOf(buildTasksOf(['api', 'worker']), {
    ...runFactsOf(files),
    git,
  });
  const told = Object.entries(bakeFile.target).flatMap(([name, { args = {} }]) =>
    'VERSION' in args ? [[name, args.VERSION]] : [],
  );
  expect(told).toEqual([
    ['api', '1.0'],
    ['library__libs_2fa__python-base-builder', '1.2'],
  ]);
  const taking = Object.entries(written).filter(([, text]) => text.includes('ARG VERSION\n'));
  expect(taking.map(([file]) => file)).toEqual([
    'library__libs_2fa__python-base-builder.Dockerfile',
  ]);
});
