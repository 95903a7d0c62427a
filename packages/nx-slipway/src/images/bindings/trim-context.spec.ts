import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { PythonProject } from '../../python/pyproject/python-project';
import { OWN_LINES_MARK } from './ignore-file';
import { trimContext } from './trim-context';

const TEMPLATE = `FROM acme/python-base-builder AS builder
FROM scratch AS lock
COPY services/api/requirements.txt /services/api/
FROM builder AS application
COPY services/api/ services/api/
RUN install-projects services/api/pyproject.toml
`;
const IGNORE = `*\n!services/api\n\n${OWN_LINES_MARK}\n!services/api/requirements-mine.txt\n`;
function parse(text: string) {
  return parseDockerfile(text, 'services/api/Dockerfile').dockerfile;
}

function trim({
  dockerfile = TEMPLATE,
  ignoreFile = IGNORE,
  installer = 'pip',
  dynamic = [],
  lockDir = 'services/api',
}: {
  dockerfile?: string;
  ignoreFile?: string;
  installer?: PythonProject['installer'];
  dynamic?: readonly string[];
  lockDir?: string;
}): string | undefined {
  const { pyproject } = parsePyproject({}, 'services/api/pyproject.toml');
  const project: PythonProject = {
    dir: 'services/api',
    pyproject: { ...pyproject, dynamic },
    installer,
    claims: [],
    lockDir,
    lockFile: 'services/api/requirements.txt',
    hasLock: true,
    nested: new Map([
      ['services/api/requirements.txt', ['constraints.txt', 'services/api/more/base.txt']],
    ]),
    extras: [],
    groups: [],
    dependencies: [],
    devDependencies: [],
    closure: [],
  };
  return trimContext({
    actual: parse(dockerfile),
    expected: parse(TEMPLATE),
    project,
    ignoreFile,
  });
}

test.each([
  ['uv', 'uv.lock'],
  ['poetry', 'poetry.lock'],
] as const)('the lock of %s is left out', (installer, lock) => {
  const trimmed = trim({ installer, dynamic: ['dependencies'] });
  expect(trimmed).toContain(`\nservices/api/${lock}\n`);
});

test('requirements files are left out, whatever stands before', () => {
  expect(trim({})).toBe(`${IGNORE}services/api/requirements*.txt\nservices/api/more/base.txt\n`);
});

test.each<[string, Parameters<typeof trim>[0]]>([
  ['a lock that lies elsewhere', { installer: 'uv', lockDir: '.' }],
  ['a backend that finds dependencies by itself', { dynamic: ['version', 'dependencies'] }],
  ['an ignore file of the user', { ignoreFile: '*\n!services/api\n' }],
  [
    'a stage that names such a file',
    { dockerfile: `${TEMPLATE}COPY services/api/requirements-x.txt /\n` },
  ],
  [
    'an edited stage',
    { dockerfile: `${TEMPLATE}RUN pip install -r services/api/requirements.txt\n` },
  ],
])('nothing is left out with %s', (_, facts) => {
  expect(trim(facts)).toBeUndefined();
});
