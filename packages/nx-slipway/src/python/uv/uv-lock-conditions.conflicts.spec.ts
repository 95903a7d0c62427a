import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { parseUvLock } from './parse-uv-lock';
import { uvLockChoices } from './uv-lock-choices';
import { uvLockClosure } from './uv-lock-closure';
import { uvLockConditions } from './uv-lock-conditions';

/** As uv writes it for a project that takes a package in one version or the other. */
const LOCK = `version = 1
revision = 3
requires-python = ">=3.11"
conflicts = [[
    { package = "api", extra = "new" },
    { package = "api", extra = "old" },
]]

[[package]]
name = "api"
source = { editable = "services/api" }
dependencies = [
    { name = "pick", version = "1.0", source = { registry = "https://index.example/simple" }, marker = "extra == 'extra-3-api-old'" },
    { name = "pick", version = "2.0", source = { registry = "https://index.example/simple" }, marker = "(python_full_version < '3.13.2' and extra == 'extra-3-api-new') or extra != 'extra-3-api-old'" },
    { name = "odd", marker = "extra == 'group-3-api-http'" },
    { name = "own", marker = "extra == 'project-3-api' and python_full_version < '3.13.2'" },
]

[package.optional-dependencies]
new = []
old = []

[package.dev-dependencies]
http = []

[[package]]
name = "odd"
version = "1.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "own"
version = "1.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "pick"
version = "1.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "pick"
version = "2.0"
source = { registry = "https://index.example/simple" }
`;

test.each([
  [[], [], ['own 1.0 if', 'pick 2.0']],
  [['old'], [], ['own 1.0 if', 'pick 1.0']],
  [['new'], ['http'], ['odd 1.0', 'own 1.0 if', 'pick 2.0']],
])('with the extras %j and groups %j', (extras, groups, expected) => {
  const { lock } = parseUvLock(parse(LOCK), { file: 'uv.lock', text: LOCK });
  if (!lock) throw new Error('no lock');
  const { closure } = uvLockClosure(lock, { package: 'api', extras, groups }, 'services/api');
  if (!closure) throw new Error('the lock has no api');
  const environment = { python: '3.13', machines: ['x86_64'] };
  const choices = uvLockChoices(lock, closure, environment);
  const found = uvLockConditions(lock, closure, { environment, choices });
  const third = [...found].filter(([{ name }]) => name !== 'api');
  expect(
    third
      .map(([{ name, version }, when]) => `${name} ${version}${when[0]?.length ? ' if' : ''}`)
      .sort(),
  ).toEqual(expected);
});
