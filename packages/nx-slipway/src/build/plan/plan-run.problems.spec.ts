import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { planOf } from '../../../test-support/plan-of';
import { facts, files, plan, tasks, withLockProblem } from '../../../test-support/planned-run';
import { runFactsOf } from '../../../test-support/run-facts';
import { formatProblem } from '../../problems/format-problem';
import type { BuildTask } from '../build-task';

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

  test('says that a Dockerfile is there where it is no image', () => {
    const web = {
      'apps/web/project.json': '{"name": "web"}',
      'apps/web/Dockerfile': 'FROM node\n',
    };
    const task: BuildTask = { id: 'a', project: 'web', options: {}, dependencies: [] };
    const planned = planOf([task], runFactsOf({ ...files, ...web }));
    const [problem] = planned.tasks[0]?.problems ?? [];
    expect(problem && formatProblem(problem)).toBe(
      'apps/web/Dockerfile is no image of this workspace: it belongs to no Python project, and no target of web asks for it\n' +
        '  Write this into "targets" of apps/web/project.json: "build-image": { "executor": "nx-slipway:build-image" }',
    );
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
