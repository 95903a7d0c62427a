import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { planOf } from '../../../test-support/plan-of';
import { facts, files, plan, tasks } from '../../../test-support/planned-run';
import type { BuildTask } from '../build-task';
import type { RunFacts } from '../run-plan';

test('all tasks ask for their images', () => {
  expect(plan(tasks)).toEqual({
    problems: { 'python:build-image': [], 'api:build-image': [], 'worker:build-image': [] },
    images: ['python-base', 'python-base-builder', 'api', 'worker'],
    notes: [],
  });
});

test('an image two tasks ask for is built once, with the options of the first', () => {
  const twice: readonly BuildTask[] = [
    { id: 'api:a', project: 'api', options: { tags: ['acme/api:1'] }, dependencies: [] },
    { id: 'api:b', project: 'api', options: { tags: ['acme/api:2'] }, dependencies: [] },
  ];
  const { tasks: planned, requests } = planOf(twice, facts);
  expect(planned.map(({ images }) => images.map(({ id }) => id))).toEqual([['api'], ['api']]);
  expect(requests.map(({ options }) => options.tags)).toEqual([['acme/api:1']]);
});

describe('the builder', () => {
  const on = (project: string, builder?: string) =>
    buildTasksOf([project], builder === undefined ? {} : { builder });

  test('of one task is that of the run', () => {
    expect(planOf([...on('api', 'big'), ...on('worker')], facts).builder).toBe('big');
    expect(planOf(tasks, facts).builder).toBeUndefined();
  });

  test('may not differ', () => {
    const { tasks: planned } = planOf([...on('api', 'big'), ...on('worker', 'a')], facts);
    const problem = { kind: 'builders-differ', builders: ['a', 'big'] };
    expect(planned.map(({ problems }) => problems)).toEqual([[problem], [problem]]);
  });
});

describe('the compression', () => {
  const problemsOf = (
    asked: Readonly<Record<string, BuildTask['options']>>,
    compressions?: RunFacts['compressions'],
  ) => {
    const own = Object.entries(asked).flatMap(([name, options]) => buildTasksOf([name], options));
    const { tasks: planned } = planOf(own, { ...facts, ...(compressions && { compressions }) });
    return planned.map(({ problems }) => problems);
  };
  const zstd = { compression: 'zstd', push: true } as const;

  test('may be left out by some tasks, and may not differ', () => {
    expect(problemsOf({ api: zstd, worker: {} })).toEqual([[], []]);
    const problem = { kind: 'compressions-differ', compressions: ['gzip', 'zstd'] };
    expect(problemsOf({ api: zstd, worker: { compression: 'gzip' } })).toEqual([
      [problem],
      [problem],
    ]);
  });

  test('that a builder lacks fails what is pushed', () => {
    const problem = { kind: 'compression-unsupported', project: 'api', compression: 'zstd' };
    expect(problemsOf({ api: zstd }, ['gzip'])).toEqual([[problem]]);
    expect(problemsOf({ api: { compression: 'zstd' } }, ['gzip'])).toEqual([[]]);
    expect(problemsOf({ api: { ...zstd, compression: 'gzip' } }, ['gzip'])).toEqual([[]]);
    expect(problemsOf({ api: zstd }, ['gzip', 'zstd'])).toEqual([[]]);
    const estargz = { compression: 'estargz' } as const;
    expect(problemsOf({ api: estargz }, ['gzip', 'zstd'])).toEqual([
      [{ ...problem, compression: 'estargz' }],
    ]);
  });
});

describe('the engine', () => {
  const on = (engine: 'docker' | 'podman', more = {}) => buildTasksOf(['api'], { engine, ...more });
  const kindsOf = (planned: ReturnType<typeof planOf>) =>
    planned.tasks.map(({ problems }) => problems.map(({ kind }) => kind));

  test('is docker where no task names one', () => {
    expect(planOf(tasks, facts).engine).toBe('docker');
    expect(planOf(on('podman'), facts).engine).toBe('podman');
  });

  test('may not differ', () => {
    const planned = planOf([...on('podman'), ...buildTasksOf(['worker'])], facts);
    expect(kindsOf(planned)).toEqual([['engines-differ'], ['engines-differ']]);
  });

  test('fails a task that asks for what it lacks, before anything is built', () => {
    expect(kindsOf(planOf(on('podman', { attest: ['sbom'] }), facts))).toEqual([
      ['engine-unsupported'],
    ]);
    expect(kindsOf(planOf(on('docker', { attest: ['sbom'] }), facts))).toEqual([[]]);
  });

  test('of no such name is a problem, where nx.json has it', () => {
    const unknown = on('buildah' as 'podman');
    expect(planOf(unknown, facts).tasks[0]?.problems).toEqual([
      {
        kind: 'option-invalid',
        project: 'api',
        option: 'engine',
        value: 'buildah',
        expected: 'docker or podman',
      },
    ]);
  });

  test('that pushes without annotations says which', () => {
    const notesOf = (engine: 'docker' | 'podman') =>
      planOf(on(engine, { push: true }), facts).notes.filter(
        ({ kind }) => kind === 'annotations-left-out',
      );
    expect(notesOf('podman')).toEqual([
      {
        kind: 'annotations-left-out',
        engine: 'podman',
        annotations: ['org.opencontainers.image.version'],
      },
    ]);
    expect(notesOf('docker')).toEqual([]);
  });
});

test('one task that asks for the plan stops the run', () => {
  expect(planOf([...tasks, ...buildTasksOf(['api'], { print: true })], facts).print).toBe(true);
  expect(planOf(tasks, facts).print).toBe(false);
});

describe('logins of package indexes', () => {
  const logins = 'machine index.example login me password canary\n';
  const given: RunFacts = { ...facts, logins };
  const secretsOf = (options: BuildTask['options']) => {
    const { requests, env } = planOf(buildTasksOf(['api'], options), given);
    expect(JSON.stringify(requests)).not.toContain('canary');
    return { env, secrets: requests.flatMap((request) => request.options.secrets) };
  };

  test('are the secret netrc, from a variable of the client alone', () => {
    expect(secretsOf({ secrets: ['id=token,env=TOKEN'] })).toEqual({
      env: { NX_SLIPWAY_NETRC: logins },
      secrets: ['id=token,env=TOKEN', 'id=netrc,env=NX_SLIPWAY_NETRC'],
    });
  });

  test('give way to a netrc of the user’s', () => {
    expect(secretsOf({ secrets: ['id=netrc,src=mine'] }).secrets).toEqual(['id=netrc,src=mine']);
  });
});

test('a version from git that a Dockerfile does not take is a note', () => {
  const git = { versions: new Map([['services/api', '1.2.0']]), notes: [] };
  const { notes } = planOf(tasks, { ...facts, git });
  const line =
    (files['services/api/Dockerfile'] ?? '')
      .split('\n')
      .indexOf('FROM python-base-builder AS application') + 1;
  expect(notes).toEqual([
    {
      kind: 'version-arg-missing',
      place: { file: 'services/api/Dockerfile', line },
      version: '1.2.0',
    },
  ]);
});
