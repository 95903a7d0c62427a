import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { bakePlanOf, planOf as runPlanOf } from '../../test-support/plan-of';
import { runFactsOf } from '../../test-support/run-facts';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceDockerfile,
  serviceFiles,
  stackFiles,
} from '../../test-support/workspace-files';
import type { BuildTask } from '../build/build-task';
import type { BuildImageSchema } from '../executors/build-image/schema';
import type { BakeTarget } from './bake-file';

const small = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };
function library(name: string, libraries: readonly string[] = []) {
  return libraryFiles({ name, libraries });
}

/** The bake plan of a workspace's files for tasks of these projects. */
function planOf(files: Files, tasks: readonly BuildTask[]) {
  const facts = runFactsOf(files);
  return { ...bakePlanOf(tasks, facts), notes: runPlanOf(tasks, facts).notes };
}

function targetsOf(files: Files, tasks = buildTasksOf(['api'])) {
  return planOf(files, tasks).bakeFile.target;
}

function contextsOf(files: Files, target: string): BakeTarget['contexts'] {
  return targetsOf(files)[target]?.contexts;
}

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

describe('hand-written Dockerfiles', () => {
  const written: Files = {
    'docker/base/project.json': '{}',
    'docker/base/Dockerfile': 'FROM python:3.13\n',
    'docker/django-base/project.json': '{}',
    'docker/django-base/Dockerfile': 'ARG TAG=latest\nFROM acme/base:$TAG\n',
    'services/shop/pyproject.toml': '[project]\nname = "shop"\nversion = "1"\n',
    'services/shop/requirements.txt': 'django\n',
    'services/shop/Dockerfile': [
      'FROM docker.io/acme/django-base AS build',
      'COPY requirements.txt .',
      'FROM acme/base',
      'COPY --from=build /venv /venv',
      '',
    ].join('\n'),
  };
  const linksOf = (options: BuildImageSchema) =>
    Object.entries(targetsOf(written, buildTasksOf(['shop'], options))).map(
      ([name, { context, contexts }]) => [name, context, contexts],
    );

  test('are linked to what they are built FROM, each in the context it was written for', () => {
    expect(linksOf({})).toEqual([
      ['base', '/workspace', {}],
      ['django-base', '/workspace', { 'acme/base': 'target:base' }],
      [
        'shop',
        '/workspace/services/shop',
        { 'acme/django-base': 'target:django-base', 'acme/base': 'target:base' },
      ],
    ]);
  });

  test.each([
    ['.', '/workspace'],
    ['docker/base', '/workspace/docker/base'],
  ])('are built in another context when asked: %s', (context, expected) => {
    expect(linksOf({ context })[2]?.[1]).toBe(expected);
  });
});

describe('bindings', () => {
  test('an edited one is built as written, and a note says which and where', () => {
    const dockerfile = serviceDockerfile({ name: 'api' }).replace(
      'AS foundation\n',
      'AS foundation\nRUN touch /edited\n',
    );
    const { bakeFile, notes } = planOf(
      { ...small, 'services/api/Dockerfile': dockerfile },
      buildTasksOf(['api']),
    );
    expect(bakeFile.target.api?.contexts).toEqual({
      'acme/python-base': 'target:python-base',
      'acme/python-base-builder': 'target:python-base-builder',
      lock: '/run-folder/lock__api',
    });
    const line = dockerfile.split('\n').findIndex((each) => / AS foundation$/.test(each)) + 1;
    const place = { file: 'services/api/Dockerfile', line };
    expect(notes).toEqual([{ kind: 'stage-edited', place, stage: 'foundation' }]);
  });

  test('a stage foundation that starts from the stack directly is bound as well', () => {
    const dockerfile = serviceDockerfile({ name: 'api' })
      .replace('FROM acme/python-base AS python-base\n', '')
      .replace('FROM python-base AS foundation', 'FROM acme/python-base AS foundation');
    const targets = targetsOf({ ...small, 'services/api/Dockerfile': dockerfile });
    expect(targets.foundation__api?.contexts).toEqual({ base: 'target:python-base' });
  });

  test("a stage's own context of the user's comes before the one of the plan", () => {
    const tasks = buildTasksOf(['api'], { contexts: { lock: './other', extra: '/elsewhere' } });
    expect(targetsOf(small, tasks).api?.contexts).toMatchObject({
      lock: './other',
      extra: '/elsewhere',
      foundation: 'target:foundation__api',
    });
  });

  test('another target stage of the same file has none', () => {
    const tasks = buildTasksOf(['api'], { target: 'dependencies' });
    expect(targetsOf(small, tasks).api).toMatchObject({
      target: 'dependencies',
      contexts: { 'acme/python-base-builder': 'target:python-base-builder' },
    });
  });
});

describe('Dockerfiles written by hand', () => {
  const withTool = (lines: readonly string[]): Files => ({
    ...small,
    'services/api/Dockerfile': `${lines.join('\n')}\n`,
    'services/tool/pyproject.toml': '[project]\nname = "tool"\nversion = "1"\n',
    'services/tool/Dockerfile': 'FROM scratch AS tool\nCOPY services/tool /tool\n',
  });
  test.each<[string, readonly string[], string]>([
    ['FROM', ['FROM acme/tool', 'RUN true'], 'acme/tool'],
    ['FROM with a tag', ['FROM acme/tool:latest', 'RUN true'], 'acme/tool'],
    ['COPY --from', ['FROM scratch', 'COPY --from=acme/tool / /'], 'acme/tool'],
    ['a mount', ['FROM x', 'RUN --mount=type=bind,from=acme/tool,target=/t true'], 'acme/tool'],
  ])('are linked by %s', (_, lines, reference) => {
    expect(contextsOf(withTool(lines), 'api')).toEqual({ [reference]: 'target:tool' });
  });

  test('are linked by what the image needs, not by stages beside it', () => {
    const lines = ['FROM acme/tool AS unused', 'FROM scratch AS runtime', 'COPY . .'];
    expect(contextsOf(withTool(lines), 'api-runtime')).toEqual({});
    expect(contextsOf(withTool(lines), 'api-unused')).toEqual({ 'acme/tool': 'target:tool' });
  });

  test('a published base takes the place of the one in the workspace', () => {
    const pinned = `registry.example/acme/python-base:7@sha256:${'0123'.repeat(16)}`;
    const dockerfile = serviceDockerfile({ name: 'api' }).replace(
      'acme/python-base AS',
      `${pinned} AS`,
    );
    const targets = targetsOf({ ...small, 'services/api/Dockerfile': dockerfile });
    expect(targets.foundation__api?.contexts).toEqual({ base: `docker-image://${pinned}` });
    expect(targets['python-base']).toBeUndefined();
  });
});

describe('options', () => {
  const two = {
    ...small,
    ...serviceFiles({ name: 'worker', libraries: ['shared'] }),
    ...library('shared'),
  };
  const task = (project: string, options: BuildTask['options']) => buildTasksOf([project], options);

  test('what is linked is built for all platforms of what links to it', () => {
    const targets = targetsOf(two, [
      ...task('api', { platforms: ['linux/arm64'] }),
      ...task('worker', { platforms: ['linux/amd64', 'linux/s390x'] }),
    ]);
    expect(targets['python-base']?.platforms).toEqual([
      'linux/amd64',
      'linux/arm64',
      'linux/s390x',
    ]);
    expect(targets.api?.platforms).toEqual(['linux/arm64']);
    expect(targets.foundation__worker?.platforms).toEqual(['linux/amd64', 'linux/s390x']);
  });

  test('beside an image with platforms, one without them adds the platform it is built for', () => {
    const targets = targetsOf(two, [
      ...task('api', { platforms: ['linux/arm64'] }),
      ...task('worker', {}),
    ]);
    expect(targets['python-base']?.platforms).toEqual(['linux/amd64', 'linux/arm64']);
    expect(targets.worker?.platforms).toBeUndefined();
    expect(targets.foundation__worker?.platforms).toBeUndefined();
  });

  test('an image that is asked for without platforms gets those of what links to it', () => {
    const tasks = [...task('python', {}), ...task('api', { platforms: ['linux/arm64'] })];
    expect(targetsOf(small, tasks)['python-base']?.platforms).toEqual(['linux/arm64']);
  });

  test.each<[string, readonly string[], readonly string[] | undefined]>([
    ['$BUILDPLATFORM', ['linux/arm64'], ['linux/amd64', 'linux/arm64']],
    ['$BUILDPLATFORM', [], undefined],
    ['linux/s390x', [], ['linux/amd64', 'linux/s390x']],
    ['$TARGETPLATFORM', ['linux/arm64'], ['linux/arm64']],
  ])(
    'FROM --platform=%s of an image for %j links to one for %j',
    (platform, platforms, expected) => {
      const files = {
        ...two,
        'services/api/Dockerfile': `FROM --platform=${platform} acme/worker AS worker\nFROM scratch\nRUN --mount=from=worker,target=/w true\n`,
      };
      const targets = targetsOf(files, task('api', { platforms }));
      expect(targets.worker?.platforms).toEqual(expected);
      expect(targets['python-base']?.platforms).toEqual(expected);
    },
  );

  test('secrets reach what is linked, once for each id, and an own source comes first', () => {
    const own = { secrets: ['id=token,env=OWN'] };
    const targets = targetsOf(two, [
      ...task('api', { secrets: ['id=token,env=A', 'id=ca,src=/certs/ca.pem'] }),
      ...task('worker', { secrets: ['id=token,env=B'] }),
      ...task('python', own),
    ]);
    expect(targets['python-base']?.secret).toEqual(['id=ca,src=/certs/ca.pem', 'id=token,env=OWN']);
    expect(targets.worker?.secret).toEqual(['id=token,env=B']);
    const [library] = Object.keys(targets).filter((name) => name.startsWith('library__'));
    expect(targets[library ?? '']?.secret).toEqual(['id=token,env=B']);
  });

  test('bake may read the run folder and the files of secrets', () => {
    const tasks = task('api', { secrets: ['id=a,src=/b', 'id=c,source=/d', 'id=e,env=F'] });
    expect(planOf(small, tasks).allowRead).toEqual(['/b', '/d', '/run-folder']);
  });

  test.each<[BuildTask['options'], readonly string[]]>([
    [{}, ['type=docker']],
    [{ push: true }, ['type=cacheonly']],
    [{ push: true, load: true }, ['type=docker']],
    [{ load: false }, ['type=cacheonly']],
    [{ output: ['type=oci,dest=api.tar'] }, ['type=oci,dest=api.tar']],
    [{ output: ['type=local,dest=out'], push: true }, ['type=local,dest=out']],
  ])('%j comes out as %j', (options, expected) => {
    expect(targetsOf(small, task('api', options)).api?.output).toEqual(expected);
  });

  test('all that is left reaches the target of the image', () => {
    const options = {
      tags: ['acme/api:1'],
      buildArgs: { A: 'b' },
      labels: { one: '2' },
      ssh: ['default'],
      pull: true,
      noCache: true,
    };
    expect(targetsOf(small, task('api', options)).api).toMatchObject({
      tags: ['acme/api:1'],
      args: { A: 'b' },
      labels: { one: '2', 'org.opencontainers.image.title': 'api' },
      ssh: ['default'],
      pull: true,
      'no-cache': true,
    });
  });
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
    Object.keys(args).length > 0 ? [[name, args]] : [],
  );
  expect(told).toEqual([
    ['api', { VERSION: '1.0' }],
    ['library__libs_2fa__python-base-builder', { VERSION: '1.2' }],
  ]);
  const taking = Object.entries(written).filter(([, text]) => text.includes('ARG VERSION\n'));
  expect(taking.map(([file]) => file)).toEqual([
    'library__libs_2fa__python-base-builder.Dockerfile',
  ]);
});
