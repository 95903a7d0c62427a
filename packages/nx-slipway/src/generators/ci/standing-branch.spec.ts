import { expect, test } from 'vitest';
import { standingBranch } from './standing-branch';

test.each([
  ['on:\n  push:\n    branches: [main]\n', { branch: 'main' }],
  ['on:\r\n  push:\r\n    branches: [release/1.x]\r\n', { branch: 'release/1.x' }],
  [
    '    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "trunk"\n',
    { branch: 'trunk' },
  ],
  ['    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n', {}],
  ['    branches: [main, next]\n', undefined],
  ['name: mine\n', undefined],
])('%j', (text, branch) => expect(standingBranch(text)).toEqual(branch));
