import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { planOf } from '../../../test-support/plan-of';
import { runFactsOf } from '../../../test-support/run-facts';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import type { TargetKey } from '../../bake/keys/plan-keys';
import type { BuildImageSchema } from '../../executors/build-image/schema';
import type { WorkspaceNaming } from '../../images/tags/tag-facts';

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

function plan(options: BuildImageSchema, projects = ['api'], keys?: Map<string, TargetKey>) {
  return planOf(buildTasksOf(projects, options), { ...facts, naming }, keys);
}

/** References by image, of what is built and of what is pushed. */
function namesOf({ requests, push }: ReturnType<typeof plan>) {
  return {
    built: Object.fromEntries(requests.map(({ image, options }) => [image.id, options.tags])),
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

  describe('that hold the key of an image', () => {
    const options = { push: true, tags: ['type=key'], repositories: ['r.example/{{image}}'] };
    const keyed = (key: string): TargetKey => ({
      ...{ kind: 'keyed', key, parts: {}, isUncached: false },
    });

    test('are made of it', () => {
      const named = plan(options, ['api'], new Map([['api', keyed('ab12')]]));
      expect(namesOf(named).pushed).toEqual({ api: ['r.example/api:ab12'] });
    });

    test('are a problem where the image has none', () => {
      const keyless: TargetKey = { kind: 'keyless', problems: [] };
      const { tasks } = plan(options, ['api'], new Map([['api', keyless]]));
      expect(tasks[0]?.problems).toMatchObject([{ kind: 'tag-empty' }]);
    });

    test('are one problem where others are built from an image without a key', () => {
      const keyless: TargetKey = { kind: 'keyless', problems: [] };
      const ids = ['python-base', 'python-base-builder', 'api'];
      const keys = new Map(ids.map((id) => [id, keyless]));
      const { tasks } = plan(options, ['python', 'api'], keys);
      expect(tasks.map(({ problems }) => problems.map(({ kind }) => kind))).toEqual([
        ['tag-empty', 'tag-empty'],
        ['upstream-failed'],
      ]);
    });

    test('are none of a task that fails for another one', () => {
      const [stack, api] = buildTasksOf(['python', 'api'], options);
      const broken = { ...facts, naming, missingSecrets: new Map([['id=x', 'the file x']]) };
      const failing = { id: '', project: '', dependencies: [], ...stack };
      const tasks = [
        { ...failing, options: { ...options, secrets: ['id=x'] } },
        ...(api ? [api] : []),
        ...buildTasksOf(['worker'], options),
      ];
      const named = planOf(tasks, broken, new Map([['worker', keyed('cd34')]]));
      expect(named.tasks.map(({ problems }) => problems)).toMatchObject([
        [{ kind: 'secret-source-missing' }],
        [{ kind: 'upstream-failed', upstream: 'python:build-image' }],
        [],
      ]);
      expect(namesOf(named).built).toEqual({ worker: ['r.example/worker:cd34'] });
      expect(namesOf(named).pushed).toEqual({ worker: ['r.example/worker:cd34'] });
    });
  });

  test('that several images would get fail them before anything is built', () => {
    const { tasks, requests } = plan({ push: true, repositories: ['r.example/app'] }, [
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
    expect(requests).toEqual([]);
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
