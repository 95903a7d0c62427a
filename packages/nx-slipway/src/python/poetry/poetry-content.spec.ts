import { createHash } from 'node:crypto';
import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { poetryContent } from './poetry-content';

function sha256(text: string) {
  return createHash('sha256').update(text).digest('hex');
}

const legacy = `[tool.poetry]
name = "api"
version = "1"
[tool.poetry.dependencies]
python = "^3.11"
six = { version = "^1.16", extras = ["b", "a"], optional = true }
[tool.poetry.group.dev]
optional = true
dependencies = { pytest = "*", "zürich" = "1" }
[[tool.poetry.source]]
name = "x"
url = "https://index.example/simple"
`;
const standard = `[project]
name = "api"
version = "1"
requires-python = ">=3.11"
dependencies = ["six ; sys_platform == 'linux'"]
[dependency-groups]
dev = ["pytest", { include-group = "b" }]
b = []
[tool.poetry]
package-mode = false
`;

// The hashes are what `Locker._get_content_hash` of Poetry 2.5.1 gives for the same texts.
test.each([
  ['Poetry 1', legacy, false, 'e6ccf585aca3f0f2238bc235870eb639f6e343a15b170e0f7d9c91f1b8663c39'],
  ['PEP 621', standard, false, 'f643d03563701521b11c538efb779740a0b13d8ee77aa8ee7cecc1cab5637325'],
  [
    'PEP 621 before Poetry 2.3',
    standard,
    true,
    '6f29779e36467c028024672d40eaf86bb279eca3d3ac982422a9275c68e8cf34',
  ],
  [
    'nothing',
    '[tool.ruff]\nline-length = 9\n',
    false,
    '115cf985d932e9bf5f540555bbdd75decbb62cac81e399375fc19f6277f8c1d8',
  ],
])('the content of %s has the hash that Poetry computes', (_, text, isOld, hash) => {
  expect(sha256(poetryContent(parse(text), isOld))).toBe(hash);
});

test('is what decides a lock, as Python writes JSON', () => {
  expect(poetryContent(parse(standard))).toBe(
    '{"dependency-groups": {"b": [], "dev": ["pytest", {"include-group": "b"}]}, "project": {"dependencies": ["six ; sys_platform == \'linux\'"], "requires-python": ">=3.11"}, "tool": {"poetry": {}}}',
  );
});
