import { expect, test } from 'vitest';
import { editLock } from './edit-lock';

const move = { from: 'services/api', to: 'apps/web/billing' };

test('the folders of a uv.lock follow, and nothing else', () => {
  const text = `[[package]]
name = "api"
source = { editable = "services/api" }
[package.metadata]
requires-dist = [{ name = "shared", editable = "libs/shared" }, { name = "x", path = "services/api/x.whl" }]
[[package]]
name = "other"
source = { registry = "https://a/services/api" }
wheels = [{ url = "https://a/services/api" }]
`;
  expect(editLock({ file: 'uv.lock', text }, move, { existed: () => true })).toBe(
    text
      .replace('editable = "services/api"', 'editable = "apps/web/billing"')
      .replace('"services/api/x.whl"', '"apps/web/billing/x.whl"'),
  );
});

test('paths of a lock that is moved itself lead where they led', () => {
  const uv = 'source = { directory = "../../libs/shared" }\nsource = { virtual = "." }\n';
  expect(editLock({ file: 'services/api/uv.lock', text: uv }, move, { existed: () => true })).toBe(
    uv.replace('"../../', '"../../../'),
  );
  const poetry =
    '[package.source]\ntype = "directory"\nurl = "../../libs/shared"\n[package.source]\ntype = "git"\nurl = "../../libs"\n';
  expect(
    editLock({ file: 'services/api/poetry.lock', text: poetry }, move, { existed: () => true }),
  ).toBe(poetry.replace('"../../libs/shared', '"../../../libs/shared'));
});
