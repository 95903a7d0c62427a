import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { planOf } from '../../../test-support/plan-of';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  libraryFiles,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import type { BuildTask } from '../build-task';
import type { RunFacts } from '../run-plan';

const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...libraryFiles({ name: 'shared' }),
  ...serviceFiles({ name: 'api', libraries: ['shared'] }),
  ...serviceFiles({ name: 'worker' }),
};
const facts = runFactsOf(files);
const tasks = buildTasksOf(['python', 'api', 'worker']);

/** Kinds of problems by task, and the images the engine is asked for. */
function plan(subject: readonly BuildTask[], given: RunFacts = facts) {
  const { tasks: planned, requests, notes } = planOf(subject, given);
  return {
    problems: Object.fromEntries(
      planned.map(({ task, problems }) => [task.id, problems.map(({ kind }) => kind)]),
    ),
    images: requests.map(({ image }) => image.id),
    notes: notes.map(({ kind }) => kind),
  };
}

/** The facts with a problem of one image's lock. */
function withLockProblem(image: string): RunFacts {
  return {
    ...facts,
    bindings: new Map([
      ...facts.bindings,
      [image, { problems: [{ kind: 'lock-missing', place: { file: 'uv.lock' }, dir: '.' }] }],
    ]),
  };
}

test('all tasks ask for their images', () => {
  expect(plan(tasks)).toEqual({
    problems: { 'python:build-image': [], 'api:build-image': [], 'worker:build-image': [] },
    images: ['python-base', 'python-base-builder', 'api', 'worker'],
    notes: [],
  });
});

describe('a problem', () => {
  test('fails its task, and the others are built', () => {
    expect(plan(tasks, withLockProblem('api'))).toMatchObject({
      problems: {
        'python:build-image': [],
        'api:build-image': ['lock-missing'],
        'worker:build-image': [],
      },
      images: ['python-base', 'python-base-builder', 'worker'],
    });
  });

  test('of a task fails all that depend on it, also over several', () => {
    const chain: readonly BuildTask[] = [
      { id: 'a', project: 'nowhere', options: {}, dependencies: ['c'] },
      { id: 'b', project: 'api', options: {}, dependencies: ['x', 'a'] },
      { id: 'c', project: 'worker', options: {}, dependencies: ['b'] },
      { id: 'd', project: 'python', options: {}, dependencies: [] },
    ];
    const planned = planOf(chain, facts);
    expect(planned.tasks.map(({ problems }) => problems)).toEqual([
      [{ kind: 'project-without-image', project: 'nowhere', root: 'nowhere' }],
      [{ kind: 'upstream-failed', task: 'b', upstream: 'a' }],
      [{ kind: 'upstream-failed', task: 'c', upstream: 'a' }],
      [],
    ]);
  });

  test('of a Dockerfile fails the project it is in', () => {
    const broken = { ...files, 'services/api/Dockerfile': 'FROM\n' };
    expect(plan(tasks, runFactsOf(broken)).problems).toEqual({
      'python:build-image': [],
      'api:build-image': ['dockerfile-broken'],
      'worker:build-image': [],
    });
  });

  test('of a pyproject is not that of a project in a folder below', () => {
    const nested = { ...files, 'services/api/more/pyproject.toml': '[project' };
    expect(plan(tasks, runFactsOf(nested)).problems).toMatchObject({ 'api:build-image': [] });
  });

  test('of a Dockerfile of another project fails what is built from it', () => {
    const docker = (file: string) => ({
      ...files,
      'docker/base/project.json': '{}',
      'docker/base/Dockerfile': file,
      'services/api/Dockerfile': 'FROM acme/base\n',
    });
    const asked: readonly BuildTask[] = [
      ...buildTasksOf(['worker']),
      { id: 'base', project: 'base', options: {}, dependencies: [] },
      { id: 'api', project: 'api', options: {}, dependencies: ['base'] },
    ];
    expect(plan(asked, runFactsOf(docker('FROM x\n'))).images).toEqual(['worker', 'base', 'api']);
    for (const broken of ['FROM x\nRNU y\n', 'FRMO x\n', '']) {
      expect(plan(asked, runFactsOf(docker(broken)))).toMatchObject({
        problems: {
          'worker:build-image': [],
          base: ['dockerfile-broken'],
          api: ['upstream-failed'],
        },
        images: ['worker'],
      });
    }
  });

  test('of images in a circle is that of each', () => {
    const circle = runFactsOf({
      ...files,
      'services/api/Dockerfile': 'FROM acme/worker\n',
      'services/worker/Dockerfile': 'FROM acme/api\n',
    });
    expect(plan(tasks, circle)).toMatchObject({
      problems: { 'api:build-image': ['image-cycle'], 'worker:build-image': ['image-cycle'] },
      images: ['python-base', 'python-base-builder'],
    });
  });

  test('that only warns is a note', () => {
    const text = 'FROM acme/stray\nRUN mount=type=cache,target=/c x\n';
    const stray = { ...files, 'services/api/Dockerfile': text, 'stray/Dockerfile': 'FROM x\n' };
    expect(plan(tasks, runFactsOf(stray))).toMatchObject({
      problems: { 'api:build-image': [] },
      // What a file says by itself is said with the graph, once.
      notes: ['dockerfile-without-project'],
    });
  });

  test('of a build context that is no folder fails the task that names it', () => {
    const asked = (context: string) => plan(buildTasksOf(['api'], { context })).problems;
    expect(asked('services/api')).toEqual({ 'api:build-image': [] });
    expect(asked('services/nowhere')).toEqual({ 'api:build-image': ['option-invalid'] });
  });

  test('with a secret fails the task that wants it', () => {
    const asked = buildTasksOf(['api'], { secrets: ['id=token,env=TOKEN'] });
    const missingSecrets = new Map([['id=token,env=TOKEN', 'the variable TOKEN']]);
    const both = [...asked, ...buildTasksOf(['worker'])];
    const { tasks: planned, requests } = planOf(both, { ...facts, missingSecrets });
    const problem = { kind: 'secret-source-missing', id: 'token', source: 'the variable TOKEN' };
    expect(planned.map(({ problems }) => problems)).toEqual([[{ ...problem, project: 'api' }], []]);
    expect(requests.map(({ image }) => image.id)).toEqual(['worker']);
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
