import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { readRoles } from './read-roles';

const ROLE = JSON.stringify({ description: 'x', kind: 'worker', command: ['tool'] });

/** Reads the roles of a workspace that has the given files. */
function read(roles: readonly string[], files: Readonly<Record<string, string>>) {
  return readRoles({
    options: { roles },
    read: (file) => files[file],
    list: (folder) =>
      Object.keys(files)
        .filter((file) => file.startsWith(`${folder}/`))
        .map((file) => file.slice(folder.length + 1)),
  });
}

test('roles of a folder and of files join those of nx-slipway, each by the name of its file', () => {
  const { roles, problems } = read(['./tools/roles/', 'mailer.json'], {
    'tools/roles/scheduler.json': ROLE,
    'tools/roles/README.md': '',
    'tools/roles/role.schema.json': '{}',
    'mailer.json': ROLE,
  });
  expect(problems).toEqual([]);
  expect([...roles.keys()].slice(-2)).toEqual(['scheduler', 'mailer']);
  expect(roles.has('celery')).toBe(true);
});

test('without the option there are those of nx-slipway', () =>
  expect(read([], {}).roles.has('dramatiq')).toBe(true));

test('a file that is named twice is read once', () =>
  expect(read(['roles', 'roles/a.json'], { 'roles/a.json': ROLE }).problems).toEqual([]));

test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
  [
    'a path that is not there',
    ['tools'],
    {},
    /^nx\.json: `roles` of nx-slipway names tools, which/,
  ],
  ['a file that is not there', ['a.json'], {}, /names a\.json/],
  ['a folder without roles', ['tools'], { 'tools/x.md': '' }, /names tools/],
  [
    'a role of ours',
    ['r'],
    { 'r/celery.json': ROLE },
    /^r\/celery\.json: the role celery is one of/,
  ],
  ['a role without a file', ['r'], { 'r/http.json': ROLE }, /the role http is one of nx-slipway/],
  [
    'two of a name',
    ['r', 's'],
    { 'r/a.json': ROLE, 's/a.json': ROLE },
    /^s\/a\.json: .*r\/a\.json/,
  ],
  [
    'no JSON',
    ['r'],
    { 'r/a.json': '{' },
    /^r\/a\.json:1:2: .* not valid JSON: close brace expected/,
  ],
  ['no role', ['r'], { 'r/a.json': '{}' }, /^r\/a\.json:1:1: the role has no valid `description`/],
])('%s is a problem', (_, roles, files, message) =>
  expect(read(roles, files).problems.map(formatProblem)[0]).toMatch(message),
);
