import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { planOf } from '../../../test-support/plan-of';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceDockerfile,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import type { BuildTask } from '../../build/build-task';
import type { Problem } from '../../problems/problem';

const BOTH = ['linux/amd64', 'linux/arm64'];
const small: Files = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };
function task(project: string, options: BuildTask['options'] = {}) {
  return buildTasksOf([project], options);
}

/** Problems by project, for a workspace whose builder is for linux/amd64. */
function problemsOf(files: Files, tasks: readonly BuildTask[]) {
  return Object.fromEntries(
    planOf(tasks, runFactsOf(files)).tasks.map(({ task: { project }, problems }) => [
      project,
      problems,
    ]),
  );
}

function withApi(...lines: readonly string[]): Files {
  return {
    ...small,
    'services/api/Dockerfile': `${lines.join('\n')}\n`,
    'services/tool/pyproject.toml': '[project]\nname = "tool"\nversion = "1"\n',
    'services/tool/Dockerfile': 'FROM scratch AS tool\nCOPY services/tool /tool\n',
  };
}
function lineOf(file: string, pattern: RegExp): number {
  return (small[file] ?? '').split('\n').findIndex((line) => pattern.test(line)) + 1;
}

describe('an image that names fewer platforms than one that is built from it', () => {
  const upstream = (name: string, platforms: readonly string[]) => ({
    task: 'python:build-image',
    root: 'images/python',
    reference: `acme/${name}`,
    platforms,
  });
  const narrower = (
    name: string,
    line: RegExp,
    facts: Pick<Extract<Problem, { kind: 'platform-narrower' }>, 'named' | 'missing'>,
    platforms: readonly string[],
  ): Problem => ({
    kind: 'platform-narrower',
    place: { file: 'services/api/Dockerfile', line: lineOf('services/api/Dockerfile', line) },
    task: 'api:build-image',
    ...facts,
    upstream: upstream(name, platforms),
  });

  test('fails the one that needs more, with both in the problem', () => {
    const platforms = ['linux/amd64'];
    const tasks = [...task('python', { platforms }), ...task('api', { platforms: BOTH })];
    const facts = { named: BOTH, missing: ['linux/arm64'] };
    expect(problemsOf(small, tasks)).toEqual({
      python: [],
      api: [
        narrower('python-base', /python-base AS/, facts, platforms),
        narrower('python-base-builder', /python-base-builder AS/, facts, platforms),
      ],
    });
  });

  test("fails also one that names none and is for the builder's own", () => {
    const platforms = ['linux/arm64'];
    const facts = { named: [], missing: ['linux/amd64'] };
    expect(problemsOf(small, [...task('python', { platforms }), ...task('api')]).api).toEqual([
      narrower('python-base', /python-base AS/, facts, platforms),
      narrower('python-base-builder', /python-base-builder AS/, facts, platforms),
    ]);
  });

  test('is found behind an image that names none', () => {
    const files = {
      ...withApi('FROM acme/tool', 'RUN true'),
      'services/tool/Dockerfile': 'FROM acme/python-base AS tool\n',
    };
    const tasks = [
      ...task('python', { platforms: ['linux/amd64'] }),
      ...task('tool'),
      ...task('api', { platforms: BOTH }),
    ];
    expect(problemsOf(files, tasks)).toMatchObject({
      tool: [],
      api: [{ kind: 'platform-narrower', place: { file: 'services/tool/Dockerfile', line: 1 } }],
    });
  });

  test.each<[string, readonly BuildTask[]]>([
    ['more', [...task('python', { platforms: BOTH }), ...task('api')]],
    ['none', [...task('python'), ...task('api', { platforms: BOTH })]],
    [
      'the same in other words',
      [
        ...task('python', { platforms: ['aarch64'] }),
        ...task('api', { platforms: ['linux/arm64/v8'] }),
      ],
    ],
    [
      'fewer, where another context takes its place',
      [
        ...task('python', { platforms: ['linux/amd64'] }),
        ...task('api', {
          platforms: BOTH,
          contexts: {
            'acme/python-base': 'docker-image://python',
            'acme/python-base-builder': 'docker-image://python',
          },
        }),
      ],
    ],
  ])('is none that names %s', (_, tasks) => {
    expect(problemsOf(small, tasks)).toEqual({ python: [], api: [] });
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["the builder's own platform", ['linux/amd64'], []],
    ["another than the builder's own", ['linux/arm64'], ['platform-narrower']],
  ])('of a stage for $BUILDPLATFORM is asked for %s', (_, platforms, expected) => {
    const files = withApi(
      'FROM --platform=$BUILDPLATFORM acme/tool AS tool',
      'FROM scratch',
      'COPY --from=tool /tool /tool',
    );
    const tasks = [...task('tool', { platforms }), ...task('api', { platforms: BOTH })];
    expect(problemsOf(files, tasks).api?.map(({ kind }) => kind)).toEqual(expected);
  });
});

describe('a stage of one platform', () => {
  const kindsOf = (files: Files, platforms: readonly string[]) =>
    problemsOf(files, task('api', { platforms })).api?.map((problem) => [
      problem.kind,
      'place' in problem ? problem.place?.line : undefined,
    ]);
  const fixed = 'FROM --platform=linux/amd64 python:3.13 AS fixed';

  test.each<[string, readonly string[], number | undefined]>([
    ['the image itself', [fixed], 1],
    ['below it', [fixed, 'FROM fixed'], 1],
    ['copied from', ['FROM scratch AS x', fixed, 'FROM x', 'COPY --from=fixed /venv /venv'], 2],
    ['in a mount alone', [fixed, 'FROM x', 'RUN --mount=from=fixed,target=/f true'], undefined],
    [
      'of the build',
      ['FROM --platform=$BUILDPLATFORM x AS a', 'FROM y', 'COPY --from=a / /'],
      undefined,
    ],
    ['by a variable', ['ARG P=linux/amd64', 'FROM --platform=$P x'], undefined],
  ])('%s', (_, lines, line) => {
    const found = kindsOf(withApi(...lines), BOTH)?.filter(([, at]) => at !== undefined);
    expect(found).toEqual(line === undefined ? [] : [['platform-fixed', line]]);
  });

  test('is none for that platform, nor where none is named', () => {
    expect(kindsOf(withApi(fixed), ['linux/amd64'])).toEqual([]);
    expect(kindsOf(withApi(fixed), [])).toEqual([]);
  });

  test('is found in the stack, and says where', () => {
    const file = 'images/python/Dockerfile';
    const text = small[file]?.replace('FROM python:', 'FROM --platform=linux/amd64 python:') ?? '';
    const { api } = problemsOf({ ...small, [file]: text }, task('api', { platforms: BOTH }));
    expect(api).toEqual([
      {
        kind: 'platform-fixed',
        place: { file, line: lineOf(file, /^FROM python:/) },
        platform: 'linux/amd64',
        task: 'api:build-image',
        others: ['linux/arm64'],
      },
    ]);
  });

  test('that is none is a problem whatever is asked for', () => {
    const text = serviceDockerfile({ name: 'api' }).replace(
      'FROM acme/python-base AS',
      'FROM --platform=linux/amd46 acme/python-base AS',
    );
    const files = { ...small, 'services/api/Dockerfile': text };
    const line = lineOf('services/api/Dockerfile', /python-base AS/);
    expect(problemsOf(files, task('api')).api).toEqual([
      {
        kind: 'platform-unknown',
        place: { file: 'services/api/Dockerfile', line },
        platform: 'linux/amd46',
        meant: 'linux/amd64',
      },
    ]);
  });
});
