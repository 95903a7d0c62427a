import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { runFactsOf } from '../../../test-support/run-facts';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import type { WorkspaceNaming } from '../../images/tags/tag-facts';
import { planRun } from './plan-run';
import type { BuildImageSchema } from './schema';

const facts = runFactsOf({
  ...rootFiles(),
  ...stackFiles(),
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'worker' }),
});
const naming: WorkspaceNaming = {
  namespace: 'acme',
  tags: ['type=sha', 'type=pep440,pattern={{version}}'],
  repositories: ['r.example/{{image}}', 'ghcr.io/{{reference}}'],
  revision: { commit: 'c'.repeat(40), seconds: 0 },
};

function plan(options: BuildImageSchema, projects = ['api'], more: object = {}) {
  return planRun(buildTasksOf(projects, options), { ...facts, naming, ...more });
}

/** References by image, of what is built and of what is pushed. */
function namesOf({ bake, push }: ReturnType<typeof plan>) {
  return {
    built: Object.fromEntries(bake.requests.map(({ image, options }) => [image.id, options.tags])),
    pushed: Object.fromEntries(push.images.map(({ image, references }) => [image.id, references])),
  };
}

describe('names', () => {
  test('of the workspace are for pushing; an everyday build keeps its one', () => {
    expect(namesOf(plan({}))).toEqual({ built: { api: ['acme/api'] }, pushed: {} });
    const references = [
      'r.example/api:sha-ccccccc',
      'r.example/api:0.1.0',
      'ghcr.io/acme/api:sha-ccccccc',
      'ghcr.io/acme/api:0.1.0',
    ];
    expect(namesOf(plan({ push: true }))).toEqual({
      built: { api: references },
      pushed: { api: references },
    });
  });

  test('of a task count before them', () => {
    const tags = ['type=raw,value=1'];
    expect(
      namesOf(plan({ push: true, tags, repositories: ['x.example/{{image}}'] })).pushed,
    ).toEqual({ api: ['x.example/api:1'] });
    expect(namesOf(plan({ tags })).built).toEqual({ api: ['acme/api:1'] });
    expect(namesOf(plan({ push: true, tags: ['x.example/a:1'] })).pushed).toEqual({
      api: ['x.example/a:1'],
    });
  });

  test('may hold the key of an image, which is planned for first', () => {
    const options = { push: true, tags: ['type=key'], repositories: ['r.example/{{image}}'] };
    expect(namesOf(plan(options, ['api'], { keys: new Map([['api', 'ab12']]) })).pushed).toEqual({
      api: ['r.example/api:ab12'],
    });
    expect(plan(options)).toMatchObject({ lacksKeys: true, tasks: [{ problems: [] }] });
    const { tasks } = plan(options, ['api'], { keys: new Map() });
    expect(tasks[0]?.problems).toMatchObject([{ kind: 'tag-empty' }]);
  });

  test('that several images would get fail them before anything is built', () => {
    const { tasks, bake } = plan({ push: true, repositories: ['r.example/app'] }, [
      'api',
      'worker',
    ]);
    const reference = 'r.example/app:sha-ccccccc';
    for (const { problems } of tasks) {
      expect(problems[0]).toEqual({
        kind: 'reference-shared',
        reference,
        images: ['api', 'worker'],
      });
    }
    expect(bake.requests).toEqual([]);
  });
});

test('an image is pushed with what its commit and its options say', () => {
  const { push } = plan({ push: true, attest: ['provenance'], digestFile: 'dist/api.json' });
  expect(push.images).toMatchObject([
    {
      base: 'python:3.13-slim-trixie',
      attestations: ['provenance'],
      annotations: {
        'org.opencontainers.image.revision': 'c'.repeat(40),
        'org.opencontainers.image.version': '0.1.0',
        'org.opencontainers.image.created': '1970-01-01T00:00:00.000Z',
      },
    },
  ]);
  expect(push.digestFiles).toEqual(new Map([['api', 'dist/api.json']]));
});

test('bases are pushed when they are asked for, each once', () => {
  const options = { push: true, tags: ['type=sha'] };
  const ids = (more: BuildImageSchema) => {
    const { push } = plan({ ...options, ...more }, ['api', 'worker']);
    return [push.images.map(({ image }) => image.id).sort(), push.basesOf.get('worker')];
  };
  expect(ids({})).toEqual([['api', 'worker'], undefined]);
  const bases = ['python-base', 'python-base-builder'];
  expect(ids({ bases: true })).toEqual([['api', ...bases, 'worker'], bases]);
});

test('an output of its own is in place of pushing', () => {
  expect(plan({ push: true, output: ['type=oci,dest=x'] }).push.images).toEqual([]);
});
