import { expect, test } from 'vitest';
import { serviceFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { checkLockCopies } from './check-lock-copies';

const FILE = 'services/api/Dockerfile';
const files = serviceFiles({ name: 'api', installer: 'pip' });
const dockerfile = files[FILE] ?? '';
const COPY = 'COPY services/api/requirements.txt /services/api/';

function check(text: string, requirements: string) {
  const all = { ...files, 'services/api/requirements.txt': requirements, 'constraints.txt': '' };
  const project = workspaceOf(all).python.get('services/api');
  if (!project) throw new Error('there is no project');
  const selection = { package: 'api', extras: [], groups: [] };
  return checkLockCopies(parseDockerfile(text, FILE).dockerfile, project, selection);
}

test('a file that came to be named later has to be copied', () => {
  expect(dockerfile).toContain(COPY);
  expect(check(dockerfile, '-c ../../constraints.txt\n')).toEqual([
    {
      kind: 'requirements-not-copied',
      place: { file: FILE, line: expect.any(Number) },
      files: ['constraints.txt'],
      copies: ['COPY constraints.txt /', COPY],
    },
  ]);
});

test.each([
  ['a stage that copies all', dockerfile, 'six==1\n'],
  [
    'one with a file more',
    dockerfile.replace(COPY, `${COPY}\nCOPY constraints.txt services/api/base.txt /x/`),
    'six==1\n',
  ],
  ['one that copies a folder', dockerfile.replace(COPY, 'COPY services/api/ /'), '-r base.txt\n'],
  ['one that copies everything', dockerfile.replace(COPY, 'COPY . /'), '-r base.txt\n'],
])('%s is no problem', (_, text, requirements) => {
  expect(check(text, requirements)).toEqual([]);
});
