import { expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { facts } from '../../../test-support/planned-run';
import { planRequests } from '../../build/plan/plan-requests';
import { crossingOf } from './crossing';

test.each<[readonly string[], boolean, readonly string[] | undefined]>([
  [[], true, undefined],
  [['linux/amd64'], true, undefined],
  [['linux/amd64/v3'], true, undefined],
  [['linux/arm64', 'linux/amd64'], true, ['linux/amd64', 'linux/arm64']],
  [['linux/arm64', 'linux/amd64'], false, undefined],
])(
  'images for %j on linux/amd64, on a builder that can: %s, cross with %j',
  (platforms, canCross, expected) => {
    const { bake } = planRequests(buildTasksOf(['api'], { platforms }), facts);
    const crossing = crossingOf({ ...bake, canCross });
    expect(crossing?.platforms).toEqual(expected);
  },
);
