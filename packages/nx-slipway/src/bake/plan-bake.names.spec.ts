import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { runFactsOf } from '../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../test-support/workspace-files';
import { planRequests } from '../build/plan/plan-requests';
import type { BakeInputs } from './bake-inputs';
import { planBake } from './plan-bake';
import { planContent } from './targets/plan-content';

describe('an image that is drafted, and not built for its name', () => {
  const requestsOf = (files: Files, projects: readonly string[]) =>
    planRequests(buildTasksOf(projects), runFactsOf(files)).bake;
  const folders = { workspaceRoot: '/workspace', runFolder: '/run-folder' };
  const files = {
    ...rootFiles(),
    ...stackFiles(),
    ...serviceFiles({ name: 'api' }),
    ...serviceFiles({ name: 'worker' }),
  };
  const named = (asked: BakeInputs['requests'], project: string) =>
    asked
      .filter(({ image }) => image.project === project)
      .map(({ image, options }) => ({ image, options: { ...options, tags: [`r/${image.id}:1`] } }));

  test('is left out with what it alone is built from', () => {
    const bake = requestsOf(files, ['api', 'worker']);
    const plan = planBake(planContent({ ...bake, ...folders }), named(bake.requests, 'worker'));
    const alone = requestsOf(files, ['worker']);
    const expected = planBake(
      planContent({ ...alone, ...folders }),
      named(alone.requests, 'worker'),
    );
    // What images share is named for the first of them that it was drafted for.
    expect(Object.keys(plan.bakeFile.target)).toHaveLength(
      Object.keys(expected.bakeFile.target).length,
    );
    expect(plan.bakeFile.target.api).toBeUndefined();
    expect(plan.bakeFile.target.worker?.tags).toEqual(['r/worker:1']);
    expect([plan.bakeFile.group, plan.targets]).toEqual([
      expected.bakeFile.group,
      expected.targets,
    ]);
  });

  test('is a link of others under its default name', () => {
    const bake = requestsOf(files, ['python', 'api']);
    const plan = planBake(planContent({ ...bake, ...folders }), named(bake.requests, 'api'));
    const base = plan.bakeFile.target['python-base'];
    expect([base?.tags, base?.output]).toEqual([['acme/python-base'], undefined]);
    expect(Object.keys(plan.targets)).toEqual(['api']);
  });
});
