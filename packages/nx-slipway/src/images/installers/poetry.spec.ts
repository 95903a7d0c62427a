import { describe, expect, test } from 'vitest';
import { poetry } from './poetry';

const PLACE = { dir: 'services/api', lockDir: 'services/api' };
const PLAIN = 'RUN poetry install --no-root --no-directory --only main';

describe('a selection', () => {
  test.each([
    { extras: [], groups: [] },
    { extras: ['a', 'b'], groups: ['http', 'worker'] },
  ])('%j is read back out of the step it makes', (selection) => {
    const { mounts, command } = poetry.install(PLACE, { package: 'api', ...selection });
    const run = `RUN ${mounts.map((mount) => `--mount=${mount}     `).join('')}${command}`;
    expect(poetry.parseInstall(run)).toEqual(selection);
  });

  test.each([
    ['RUN poetry install --only=http --only main', { extras: [], groups: ['http'] }],
    [`${PLAIN},B,a`, { extras: [], groups: ['a', 'b'] }],
    [`${PLAIN} --extras "y x"`, { extras: ['x', 'y'], groups: [] }],
    [`${PLAIN} --extras=y --extras 'x'`, { extras: ['x', 'y'], groups: [] }],
  ])('%j', (run, expected) => {
    expect(poetry.parseInstall(run)).toEqual(expected);
  });

  test.each([
    'RUN pip install poetry',
    'RUN poetry lock',
    'RUN poetry install',
    'RUN poetry install --only http',
    `${PLAIN} --with dev`,
    `${PLAIN} --all-extras`,
    `${PLAIN} --extras $EXTRA`,
    `${PLAIN} && poetry install --only main`,
  ])('is not to be had of %j', (run) => {
    expect(poetry.parseInstall(run)).toBeUndefined();
  });
});

test.each([
  [[], 'lock'],
  [['six'], 'lock-aarch64'],
])('wheels for another machine without %j are installed from the context %s', (without, lock) => {
  const selection = { package: 'api', extras: [], groups: ['http'] };
  const options = { machine: 'aarch64', without, isLeft: false };
  const { mounts, command } = poetry.installWheels(PLACE, selection, options) ?? {};
  expect(mounts?.[0]).toBe(`type=bind,from=${lock},target=/lock`);
  expect(command).toMatch(
    / = aarch64 \\\n && POETRY_INSTALLER_ONLY_BINARY=:all: VIRTUAL_ENV=\/venv poetry install .*--only main,http /,
  );
});

test('the lock lies beside the pyproject', () => {
  expect(poetry.lockFiles(PLACE, { package: 'api', extras: [], groups: [] })).toEqual([
    'services/api/poetry.lock',
    'services/api/pyproject.toml',
  ]);
});

test('credentials and certificates are mounted as secrets that may be absent', () => {
  const { mounts, command } = poetry.install(PLACE, { package: 'api', extras: [], groups: [] });
  const secrets = mounts.filter((mount) => mount.startsWith('type=secret'));
  expect(secrets.map((each) => /id=([^,]+)/.exec(each)?.[1])).toEqual([
    'poetry-auth',
    'ca',
    'netrc',
  ]);
  expect(secrets.filter((each) => !each.endsWith('required=false'))).toEqual([]);
  expect(command).not.toMatch(/HTTP_BASIC|TOKEN/);
});
