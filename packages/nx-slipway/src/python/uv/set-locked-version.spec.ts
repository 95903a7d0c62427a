import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { setLockedVersion } from './set-locked-version';

function uvLock(core: string) {
  return `version = 1
revision = 3

[[package]]
name = "api"
version = "0.1.0"
source = { editable = "services/api" }
dependencies = [
    { name = "core" },
]

[package.metadata]
requires-dist = [{ name = "core", editable = "libs/core" }]

[[package]]
name = "core"
version = "${core}"
source = { editable = "libs/core" }

[[package]]
name = "core"
version = "9.0.0"
source = { registry = "https://index.example/simple" }
`;
}

function poetryLock(core: string) {
  return `[[package]]
name = "Core"
version = "${core}"
description = "version = \\"1.2.0\\""
optional = false
files = []
develop = true

[package.source]
type = "directory"
url = "../../libs/core"

[metadata]
lock-version = "2.1"
`;
}

function core(lockDir: string, dir = 'libs/core') {
  return {
    name: 'core',
    version: '1.3.0rc1',
    isProject: (path: string) => posix.join(lockDir, path) === dir,
  };
}

test('a uv.lock: of two packages of a name the one that lies there', () => {
  expect(setLockedVersion(uvLock('1.2.0'), core('.'))).toBe(uvLock('1.3.0rc1'));
});

test('a poetry.lock in a folder of its own', () => {
  expect(setLockedVersion(poetryLock('1.2.0'), core('services/mail'))).toBe(poetryLock('1.3.0rc1'));
});

test('line ends stay', () => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  expect(setLockedVersion(crlf(uvLock('1.2.0')), core('.'))).toBe(crlf(uvLock('1.3.0rc1')));
  expect(setLockedVersion(crlf(poetryLock('1.2.0')), core('services/mail'))).toBe(
    crlf(poetryLock('1.3.0rc1')),
  );
});

test('a project somewhere else, and one that is locked without a version, leave it as it is', () => {
  expect(setLockedVersion(uvLock('1.2.0'), core('.', 'other/core'))).toBe(uvLock('1.2.0'));
  const dynamic = uvLock('1.2.0').replace('version = "1.2.0"\n', '');
  expect(setLockedVersion(dynamic, core('.'))).toBe(dynamic);
});
