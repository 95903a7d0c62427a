import { expect, test } from 'vitest';
import { uvLockOf } from '../../../test-support/uv-lock-of';
import { uvLockChoices } from './uv-lock-choices';
import { uvLockClosure } from './uv-lock-closure';
import { uvLockConditions } from './uv-lock-conditions';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };
const CPU = `extra == 'extra-3-lib-cpu'`;
const GPU = `extra == 'extra-3-lib-gpu'`;

/** A library whose extras conflict, as uv locks what depends on it. */
function lockWith(dependencies: readonly string[]) {
  return uvLockOf(`version = 1
revision = 5
requires-python = ">=3.11"
conflicts = [[
    { package = "lib", extra = "cpu" },
    { package = "lib", extra = "gpu" },
]]

[[package]]
name = "app"
version = "1"
source = { editable = "app" }
dependencies = [
    { name = "idna", version = "3.7", source = { registry = "https://i.example" }, marker = "${CPU}" },
    { name = "idna", version = "3.10", source = { registry = "https://i.example" }, marker = "extra != 'extra-3-lib-cpu' or ${GPU}" },
${dependencies.map((each) => `    ${each},\n`).join('')}]

[[package]]
name = "lib"
version = "1"
source = { editable = "lib" }

[package.optional-dependencies]
cpu = [
    { name = "idna", version = "3.7", source = { registry = "https://i.example" } },
]
gpu = [
    { name = "idna", version = "3.10", source = { registry = "https://i.example" } },
]

[[package]]
name = "idna"
version = "3.7"
source = { registry = "https://i.example" }

[[package]]
name = "idna"
version = "3.10"
source = { registry = "https://i.example" }
`);
}

/** As uv writes the marker of a dependency on an extra that conflicts. */
function on(extra: string, project: string, marker: string) {
  return `{ name = "lib", extra = ["${extra}"], marker = "(${marker} and ${project}) or (${CPU} and ${GPU})" }`;
}

// The versions are those of `uv sync --frozen --dry-run` on Linux.
test.each<[string, readonly string[], string, readonly string[]]>([
  ['none', [], '3.10', []],
  ['one that holds', [on('cpu', CPU, "sys_platform == 'linux'")], '3.7', ['extra-3-lib-cpu']],
  ['one that does not', [on('cpu', CPU, "sys_platform == 'darwin'")], '3.10', []],
])('of a dependency on %s', (_, dependencies, version, extras) => {
  const { lock, closure } = read(dependencies);
  expect(uvLockChoices(lock, closure, environment)).toEqual([...extras, 'project-3-app']);
  const found = [
    ...uvLockConditions(lock, closure, {
      environment,
      choices: uvLockChoices(lock, closure, environment),
    }).keys(),
  ];
  expect(found.filter(({ name }) => name === 'idna').map((each) => each.version)).toEqual([
    version,
  ]);
});

test.each<[string, readonly string[]]>([
  ['of the machine', [on('cpu', CPU, "platform_machine == 'aarch64'")]],
  ['of the patch release', [on('gpu', GPU, "python_full_version < '3.13.2'")]],
  [
    'where uv refuses',
    [on('cpu', CPU, "sys_platform == 'linux'"), on('gpu', GPU, "sys_platform == 'darwin'")],
  ],
])('nothing is settled %s', (_, dependencies) => {
  const { lock, closure } = read(dependencies);
  expect(uvLockChoices(lock, closure, environment)).toBeUndefined();
});

function read(dependencies: readonly string[]) {
  const lock = lockWith(dependencies);
  const { closure } = uvLockClosure(lock, { package: 'app', extras: [], groups: [] }, 'app');
  if (!closure) throw new Error('the lock has no app');
  return { lock, closure };
}
