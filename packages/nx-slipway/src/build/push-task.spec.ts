import type { ExecutorContext } from '@nx/devkit';
import { expect, test } from 'vitest';
import { properties } from '../executors/build-image/schema.json';
import { pushTask } from './push-task';

const projectsConfigurations = {
  version: 2,
  projects: {
    api: {
      root: 'services/api',
      targets: {
        'build-image': {
          options: { secrets: ['id=a,env=A'], builder: 'one', output: ['type=oci,dest=x'] },
          configurations: { ci: { builder: 'two', load: true } },
        },
        'build-image-worker': { options: { image: 'worker' } },
      },
    },
  },
} as ExecutorContext['projectsConfigurations'];
const context = { root: '/nowhere', projectsConfigurations };
const task = { id: 'api:push-image', project: 'api', dependencies: [], options: {} };

test('a push builds as the build target says, without its outputs', () => {
  expect(pushTask({ ...task, options: { tags: ['type=sha'] } }, properties, context)).toEqual({
    ...task,
    options: {
      secrets: ['id=a,env=A'],
      builder: 'one',
      tags: ['type=sha'],
      push: true,
      load: false,
    },
    problems: [],
  });
});

test('in its configuration, too; and what the push says counts before it', () => {
  const options = (more: object) =>
    pushTask({ ...task, configuration: 'ci', options: more }, properties, context).options;
  expect(options({})).toMatchObject({ builder: 'two', load: false });
  expect(options({ builder: 'three' })).toMatchObject({ builder: 'three' });
});

test('the target of one image says which', () => {
  const options = { buildTarget: 'build-image-worker' };
  expect(pushTask({ ...task, options }, properties, context).options).toEqual({
    image: 'worker',
    push: true,
    load: false,
  });
});

test('what the build target has wrong is a problem of the push', () => {
  const targets = { 'build-image': { options: { platforms: 'linux/amd64', pull: true } } };
  const wrong = { version: 2, projects: { api: { root: 'services/api', targets } } };
  const { options, problems } = pushTask(task, properties, {
    ...context,
    projectsConfigurations: wrong,
  });
  expect(options).toEqual({ pull: true, push: true, load: false });
  expect(problems).toEqual([
    expect.objectContaining({ task: 'api:build-image', option: 'platforms' }),
  ]);
});

test('what the build target has under an alias is the option', () => {
  const targets = { 'build-image': { options: { stage: 'web', tag: ['type=sha'] } } };
  const aliased = { version: 2, projects: { api: { root: 'services/api', targets } } };
  const given = { ...context, projectsConfigurations: aliased };
  expect(pushTask(task, properties, given)).toMatchObject({
    options: { target: 'web', tags: ['type=sha'] },
    problems: [],
  });
});
