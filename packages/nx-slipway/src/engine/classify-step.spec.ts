import { expect, test } from 'vitest';
import type { Step } from './build-log';
import { classifyStep } from './classify-step';

const step = (output: string): Step => ({
  digest: 'sha256:ab',
  targets: ['api'],
  text: 'RUN uv sync',
  isInstruction: true,
  outcome: 'failed',
  seconds: 1,
  error: 'exit code: 1',
  output: `${output}\n`,
});

const facts = (output: string) => ({
  image: 'api',
  step: 'RUN uv sync',
  detail: `${output}\nexit code: 1`,
});

/** Words of real compilers, linkers and build scripts. */
test.each<[string, string, string | undefined]>([
  [
    'src/fast/_native.c:3:10: fatal error: libpq-fe.h: No such file or directory',
    'the header libpq-fe.h',
    'libpq-dev',
  ],
  [
    "clang: x.c:1:10: fatal error: 'openssl/ssl.h' file not found",
    'the header openssl/ssl.h',
    'libssl-dev',
  ],
  [
    'a.c:1:10: fatal error: own/thing.hpp: No such file or directory',
    'the header own/thing.hpp',
    undefined,
  ],
  [
    'hint: This error likely indicates that you need to install a library that provides `zlib.h` for `a@1`',
    'the header zlib.h',
    'zlib1g-dev',
  ],
  ['/usr/bin/ld: cannot find -lz: No such file or directory', 'the library z', 'zlib1g-dev'],
  ['/usr/bin/ld: cannot find -lthing', 'the library thing', undefined],
  ["error: command 'gcc' failed: No such file or directory", 'the command gcc', 'gcc'],
  [
    "error: command '/usr/bin/x86_64-linux-gnu-gcc' failed: No such file or directory",
    'the command gcc',
    'gcc',
  ],
  ["error: command 'g++' failed: No such file or directory", 'the command g++', 'g++'],
  ['Error: pg_config executable not found.', 'the command pg_config', 'libpq-dev'],
  ['Exception: Can not find valid pkg-config name.', 'the command pkg-config', 'pkg-config'],
  [
    'error: Git executable not found. Ensure that Git is installed and available.',
    'the command git',
    'git',
  ],
  [
    'Cargo, the Rust package manager, is not installed or is not on PATH.',
    'the command cargo',
    'cargo',
  ],
])('%s', (output, lacks, name) => {
  expect(classifyStep(step(output), 'api')).toEqual({
    kind: 'build-package-missing',
    ...facts(output),
    lacks,
    ...(name !== undefined && { package: name }),
  });
});

test.each([
  [
    'Caused by: HTTP status client error (401 Unauthorized) for url (https://index.example/simple/a/)',
    'https://index.example/simple/a/',
  ],
  [
    'ERROR: HTTP error 403 while getting https://index.example/a.whl\nERROR: 403 Client Error: Forbidden for url: https://index.example/a.whl',
    'https://index.example/a.whl',
  ],
])('a server that wants a login: %s', (output, url) => {
  expect(classifyStep(step(output), 'api')).toEqual({
    kind: 'index-refused',
    ...facts(output),
    url,
  });
});

test.each([
  "a.c:4:1: error: 'x' undeclared",
  'ModuleNotFoundError: No module named git',
  'HTTP status client error (404 Not Found) for url (https://index.example/simple/a/)',
])('an error of its own stays a step that failed: %s', (output) => {
  expect(classifyStep(step(output), 'api')).toEqual({ kind: 'step-failed', ...facts(output) });
});
