import { expect, test } from 'vitest';
import { joinWorkspace } from './join-workspace';

function join(root?: string, directory = 'apps/new') {
  return joinWorkspace({
    directory,
    holdsProjectsOnly: (folder) => folder !== 'mixed',
    ...(root !== undefined && { root }),
  });
}

test('without a root there is one that holds the workspace alone', () =>
  expect(join(undefined, 'services/api')).toBe(
    '# The workspace of Python projects; one lock, uv.lock, for all of them.\n[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
  ));

test('beside folders that uv would refuse the member is named', () =>
  expect(join(undefined, 'mixed/api')).toContain('members = ["mixed/api", "libs/*"]\n'));

test.each<[string, string, string]>([
  [
    'an array over several lines, with comments and a comma at its end',
    '# root\n[tool.uv.workspace]  # ws\nmembers = [\n    "services/*",   # all\n    # libraries\n    "libs/*",\n]\nexclude = ["x"]\n\n[tool.ruff]\nline-length = 100 # wide\n',
    '# root\n[tool.uv.workspace]  # ws\nmembers = [\n    "services/*",   # all\n    # libraries\n    "libs/*",\n    "apps/new",\n]\nexclude = ["x"]\n\n[tool.ruff]\nline-length = 100 # wide\n',
  ],
  [
    'an array on one line',
    '[tool.uv.workspace]\nmembers = ["services/*"]\n',
    '[tool.uv.workspace]\nmembers = ["services/*", "apps/new"]\n',
  ],
  [
    'Windows line ends',
    '[tool.uv.workspace]\r\nmembers = [\r\n  "services/*", # a\r\n  "libs/*"\r\n]\r\n\r\n[tool.ruff]\r\n',
    '[tool.uv.workspace]\r\nmembers = [\r\n  "services/*", # a\r\n  "libs/*",\r\n  "apps/new"\r\n]\r\n\r\n[tool.ruff]\r\n',
  ],
  [
    'a dotted key',
    "tool.uv.workspace.members=['a']\nname = 'x'\n",
    "tool.uv.workspace.members=['a', \"apps/new\"]\nname = 'x'\n",
  ],
  [
    'an inline table',
    '[tool.uv]\nworkspace = { members = ["a"] }\n',
    '[tool.uv]\nworkspace = { members = ["a", "apps/new"] }\n',
  ],
  [
    'a workspace without members',
    '[tool.uv.workspace]\nexclude = ["x"]\n',
    '[tool.uv.workspace]\nexclude = ["x"]\nmembers = ["apps/new"]\n',
  ],
  [
    'no workspace: the table comes last',
    '[project]\nname = "x"\n\n[tool.uv.sources]\na = { workspace = true }',
    '[project]\nname = "x"\n\n[tool.uv.sources]\na = { workspace = true }\n\n[tool.uv.workspace]\nmembers = ["apps/*", "libs/*"]\n',
  ],
  [
    'no workspace, Windows line ends',
    '[tool.ruff]\r\nline-length = 100\r\n',
    '[tool.ruff]\r\nline-length = 100\r\n\r\n[tool.uv.workspace]\r\nmembers = ["apps/*", "libs/*"]\r\n',
  ],
  ['an empty file', '', '[tool.uv.workspace]\nmembers = ["apps/*", "libs/*"]\n'],
])('all else stays as it is: %s', (_, before, after) => expect(join(before)).toBe(after));

test('an inline table that nothing may follow is extended', () =>
  expect(join('tool = { uv = { package = false } }\n')).toMatch(
    /^tool = \{ uv = \{ package = false, workspace = \{ ?members = \[ ?"apps\/\*", "libs\/\*" ?\] ?\} ?\} ?\}\n$/,
  ));
