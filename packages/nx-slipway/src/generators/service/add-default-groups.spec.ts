import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import { addDefaultGroups } from './add-default-groups';

const { pyproject } = parsePyproject(
  { project: { name: 'svc' }, tool: { uv: { 'default-groups': ['dev', 'serve'] } } },
  'svc/pyproject.toml',
);

test('default groups join those that are asked for, with a note', () => {
  const { options, note } = addDefaultGroups(
    { groups: ['web'], extras: ['x'] },
    { installer: 'uv', pyproject },
  );
  expect(options).toEqual({ groups: ['serve', 'web'], extras: ['x'] });
  expect(note.map(formatProblem)).toEqual([
    'svc/pyproject.toml: `uv sync` installs the group serve by default, and so does the image\n' +
      '  To leave a group out, write `--no-group` for `--group` in the Dockerfile.',
  ]);
});

test('a group that is asked for anyway is not said', () => {
  const asked = { groups: ['serve'] };
  expect(addDefaultGroups(asked, { installer: 'uv', pyproject })).toEqual({
    options: asked,
    note: [],
  });
});
