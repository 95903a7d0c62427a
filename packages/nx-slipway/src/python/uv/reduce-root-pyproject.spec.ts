import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { reduceRootPyproject } from './reduce-root-pyproject';

const root = `[project]
name = "shop"
version = "1"
requires-python = ">=3.12"
dependencies = ["attrs"]

[dependency-groups]
tools = ["docopt"]

[tool.ruff]
line-length = 100

[tool.uv]
package = false
exclude-newer = 2026-01-01T00:00:00Z
no-build-package = ["b", "a"]
conflicts = [[{ extra = "a" }, { extra = "b" }]]

[[tool.uv.index]]
url = "https://index.example/simple"
name = "first"

[[tool.uv.index]]
name = "second"
url = "https://second.example/simple"

[tool.uv.workspace]
members = ["services/*"]
`;

test('keeps what decides an installation, sorted', () => {
  expect(reduceRootPyproject(parse(root), { rootGroups: [] })).toMatchInlineSnapshot(`
    "[tool]

    [tool.uv]
    exclude-newer = "2026-01-01T00:00:00Z"
    index = [ { name = "first", url = "https://index.example/simple" }, { name = "second", url = "https://second.example/simple" } ]
    no-build-package = [ "b", "a" ]

    [tool.uv.workspace]
    members = []
    "
  `);
});

test('names the project again where it lends groups', () => {
  const reduced = parse(reduceRootPyproject(parse(root), { rootGroups: ['tools', 'docs'] }));
  expect(reduced).toMatchObject({
    project: { name: 'shop', dynamic: ['version'] },
    'dependency-groups': { docs: [], tools: [] },
  });
});

test.each([
  '',
  '[tool.uv.workspace]\nmembers = ["a"]\n',
  '[project]\nname = "solo"\n',
  '[tool.ruff]\n',
])('is a workspace without members whatever %j says', (text) => {
  const reduced = reduceRootPyproject(parse(text), { rootGroups: [] });
  expect(parse(reduced)).toEqual({ tool: { uv: { workspace: { members: [] } } } });
});
