import { expect, test } from 'vitest';
import { editToml } from './edit-toml';

const move = { from: 'services/api', to: 'apps/web/billing' };
const there = new Set(['ruff.toml', 'services/api', 'services/api/tests', 'libs/shared']);

function edited(file: string, text: string): string {
  return editToml({ file, text }, move, { existed: (path) => there.has(path) });
}

test('members, sources and settings of the root follow; globs and comments stay', () => {
  const text = `# services/api is the first
[tool.uv.workspace]
members = ["libs/*", "services/api", './services/*'] # all
exclude = ["services/api/"]
[tool.uv.sources]
api = { path = "services/api", editable = true }
[tool.pytest.ini_options]
testpaths = ["services/api/tests", "services/api/gone"]
`;
  expect(edited('pyproject.toml', text)).toBe(
    text
      .replace('"services/api", \'', '"apps/web/billing", \'')
      .replace('"services/api/"]', '"apps/web/billing/"]')
      .replace('path = "services/api"', 'path = "apps/web/billing"')
      .replace('services/api/tests', 'apps/web/billing/tests'),
  );
});

test('relative paths of its own follow, those within it stay', () => {
  const text = `[project]
dependencies = ["shared @ file:../../libs/shared ; python_version > '3'"]
[tool.poetry.dependencies]
shared = [{ path = "../../libs/shared", develop = true }]
[tool.poetry.group.dev.dependencies]
gone = { path = "../../libs/gone" }
[tool.ruff]
extend = "../../ruff.toml"
src = ["./src", "src"]
[tool.x]
url = "https://a/../../b"
`;
  expect(edited('services/api/pyproject.toml', text)).toBe(
    text.replaceAll('"../../', '"../../../').replace('file:../../', 'file:../../../'),
  );
});

test('those of a dependent follow, line ends and mark included', () => {
  const text = '\uFEFF[tool.uv.sources]\r\napi = { path = "../../services/api" }\r\n';
  expect(edited('libs/shared/pyproject.toml', text)).toBe(
    text.replace('services/api', 'apps/web/billing'),
  );
});
