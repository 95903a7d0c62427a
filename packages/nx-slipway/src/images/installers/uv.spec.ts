import { describe, expect, test } from 'vitest';
import { uv, uvInstallAll, uvLockFiles } from './uv';

const START = 'RUN --mount=type=bind,from=lock,target=/lock uv sync --directory /lock --frozen';
const PLAIN = `${START} --no-default-groups --no-install-local`;

describe('a selection', () => {
  test.each([
    { package: 'api', extras: [], groups: [] },
    { package: 'api', extras: ['a'], groups: ['b', 'c'] },
    { package: 'my-api', extras: ['s3', 'sql'], groups: [] },
    { package: 'api', extras: [], groups: ['b'], declined: ['docs', 'serve'] },
  ])('%j is read back out of the step it makes', (selection) => {
    const { mounts, command } = uv.install({ dir: 'services/api', lockDir: '.' }, selection);
    const run = `RUN ${mounts.map((mount) => `--mount=${mount}     `).join('')}${command}`;
    expect(uv.parseInstall(run)).toEqual(selection);
  });

  test.each([
    [`${PLAIN} --package=api --extra=b --extra a --extra a`, ['a', 'b']],
    [`${PLAIN} --package  "api"   --extra 'a'`, ['a']],
    [`${PLAIN} --package api && tool --extra x --group y`, []],
    [`RUN set -e; mkdir /x && ${PLAIN.slice(4)} --package API --extra My_Extra`, ['my-extra']],
    [`RUN <<EOF\nset -e\n${PLAIN.slice(4)} --package api\nEOF`, []],
  ])('%j', (run, extras) => {
    expect(uv.parseInstall(run)).toEqual({ package: 'api', extras, groups: [] });
  });

  test('a group that is taken and left out is left out', () => {
    expect(uv.parseInstall(`${PLAIN} --package api --group a --no-group A --group b`)).toEqual({
      ...{ package: 'api', extras: [], groups: ['b'], declined: ['a'] },
    });
  });

  test.each([
    'RUN pip install -r requirements.txt',
    'RUN uv pip sync requirements.txt',
    PLAIN,
    `${START} --package api`,
    `${PLAIN} --package api --package worker`,
    `${PLAIN} --all-packages`,
    `${PLAIN} --package api --all-extras`,
    `${PLAIN} --package api --all-groups`,
    `${PLAIN} --package api --only-group docs`,
    `${PLAIN} --package api --dev`,
    `${PLAIN} --package api --extra a --no-extra a`,
    `${PLAIN} --package $SERVICE`,
    `${PLAIN} --package api --extra "$EXTRA"`,
    `${PLAIN} --package api && uv sync --no-default-groups --package worker`,
  ])('is not to be had of %j', (run) => {
    expect(uv.parseInstall(run)).toBeUndefined();
  });
});

test.each([
  ['.', ['pyproject.toml', 'uv.lock'], '/workspace'],
  [
    'services/solo',
    ['services/solo/pyproject.toml', 'services/solo/uv.lock'],
    '/workspace/services/solo',
  ],
])('the lock of %s', (lockDir, files, folder) => {
  expect(uvLockFiles(lockDir)).toEqual(files);
  const { mounts, command } = uvInstallAll(lockDir);
  expect(mounts.slice(0, 2)).toEqual(
    files.map((file) => `type=bind,source=${file},target=/workspace/${file}`),
  );
  expect(command).toContain(`uv sync --directory ${folder} --frozen `);
});

test('the settings beside a lock come with it', () => {
  const selection = { package: 'api', extras: [], groups: [] };
  const place = { dir: 'services/api', lockDir: '.', settingsFile: 'uv.toml' };
  expect(uv.lockFiles(place, selection)).toEqual(['pyproject.toml', 'uv.lock', 'uv.toml']);
  expect(uv.lockCopies(place, selection)).toEqual(['pyproject.toml uv.lock uv.toml /']);
  const above = { dir: 'a', lockDir: 'a', settingsFile: 'pyproject.toml' };
  expect(uv.lockFiles(above, selection)).toContain('pyproject.toml');
  expect(uv.lockCopies(above, selection)).toEqual(['a/pyproject.toml a/uv.lock /']);
});
