import { expect, test } from 'vitest';
import { workspaceOf } from '../../../test-support/workspace-of';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { withLockWays } from './with-lock-ways';

const OUTDATED: Problem = {
  ...{
    kind: 'lock-outdated',
    place: { file: 'services/api/pyproject.toml' },
    detail: 'x',
    dir: '.',
  },
};

test('problems of images name the target of their workspace that locks', () => {
  const workspace = workspaceOf({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    'services/api/pyproject.toml': '[project]\nname = "api"\n',
  });
  const targets = {
    build: { executor: 'nx-slipway:build-image' },
    relock: { executor: 'nx-slipway:lock' },
  };
  const found = withLockWays(
    new Map([['api', { problems: [OUTDATED] }]]),
    { workspace, projectRoots: new Map([['shop-api', 'services/api']]) },
    {
      projectsConfigurations: {
        version: 2,
        projects: { 'shop-api': { root: 'services/api', targets } },
      },
    },
  );
  expect(found.get('api')?.problems.map(formatProblem)).toEqual([
    'services/api/pyproject.toml: the lock file is outdated: x\n  Run `nx run shop-api:relock`.',
  ]);
});
