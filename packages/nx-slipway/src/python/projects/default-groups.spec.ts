import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parsePyproject } from '../pyproject/parse-pyproject';
import type { InstallerName } from '../pyproject/python-project';
import { checkDefaultGroups, defaultImageGroups } from './default-groups';

const DOCKERFILE = { file: 'svc/Dockerfile', line: 12 };

test.each<[unknown, readonly string[]]>([
  [['serve'], ['serve']],
  [
    ['web', 'dev', 'Serve_It', 'web'],
    ['serve-it', 'web'],
  ],
  ['all', ['serve', 'test']],
  [[], []],
  [undefined, []],
])('of %j an image installs %j', (defaults, expected) => {
  expect(defaultImageGroups(projectWith(defaults))).toEqual(expected);
});

test('other installers do not read the setting', () => {
  expect(defaultImageGroups(projectWith(['serve'], 'poetry'))).toEqual([]);
  expect(defaultImageGroups(projectWith(['serve'], 'pip'))).toEqual([]);
});

test('a group that the Dockerfile neither takes nor leaves out is named with its line', () => {
  const project = projectWith(['dev', 'serve', 'test']);
  const [note, ...others] = checkDefaultGroups(
    project,
    { extras: [], groups: ['test'] },
    DOCKERFILE,
  );
  expect(others).toEqual([]);
  expect(note && formatProblem(note)).toBe(
    'svc/pyproject.toml:4:1: `uv sync` installs the group serve by default, and the image does not\n' +
      '  Add `--group serve` to the command at svc/Dockerfile:12, or `--no-group serve` to leave it out.',
  );
});

test.each([{ groups: ['serve'] }, { groups: [], declined: ['serve'] }])(
  'nothing is said of a Dockerfile with %j',
  (selection) => {
    const { groups, declined } = { declined: undefined, ...selection };
    expect(
      checkDefaultGroups(
        projectWith(['serve']),
        { extras: [], groups, ...(declined && { declined }) },
        DOCKERFILE,
      ),
    ).toEqual([]);
  },
);

function projectWith(defaults: unknown, installer: InstallerName = 'uv') {
  const groups = { dev: [], test: [], serve: [] };
  const uv = defaults === undefined ? {} : { 'default-groups': defaults };
  const text = '[project]\nname = "svc"\n[tool.uv]\ndefault-groups = "…"\n';
  const toml = { project: { name: 'svc' }, 'dependency-groups': groups, tool: { uv } };
  const { pyproject } = parsePyproject(toml, 'svc/pyproject.toml', text);
  return { installer, pyproject };
}
