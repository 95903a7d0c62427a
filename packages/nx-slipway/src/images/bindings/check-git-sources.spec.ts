import { expect, test } from 'vitest';
import { runFactsOf } from '../../../test-support/run-facts';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { checkGitSources } from './check-git-sources';

const stack = stackFiles();
const slim = { ...rootFiles(), ...stack, ...serviceFiles({ name: 'api' }) };
const STACK = 'images/python/Dockerfile';
const stackText = stack[STACK] ?? '';
const API = 'services/api/Dockerfile';
function service(text: string): Files {
  return { ...slim, [API]: text };
}

test.each<[string, Files, boolean]>([
  ['a slim base and a builder that name no git', slim, true],
  [
    'git among the service’s own packages',
    { ...slim, ...serviceFiles({ name: 'api', buildApt: ['git'] }) },
    false,
  ],
  [
    'another package of its own',
    { ...slim, ...serviceFiles({ name: 'api', buildApt: ['gitlint'] }) },
    true,
  ],
  [
    'git in base-builder',
    { ...slim, ...stackFiles(undefined, { buildApt: ['gcc', 'git'] }) },
    false,
  ],
  ['a base that may hold it', { ...slim, [STACK]: stackText.replace('-slim', '') }, false],
  ['stages in a circle', service('FROM acme/api AS dependencies\nFROM dependencies\n'), false],
  ['no stage that installs', service('FROM acme/python-base\n'), false],
])('%s', (_, files, isMissing) => {
  const { catalogue } = runFactsOf(files).workspace.images;
  const problems = checkGitSources(catalogue, API, ['httpx']);
  expect(problems.map(({ kind }) => kind)).toEqual(isMissing ? ['git-missing'] : []);
  expect(checkGitSources(catalogue, API, [])).toEqual([]);
});
