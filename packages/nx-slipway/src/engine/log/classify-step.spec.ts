import { describe, expect, test } from 'vitest';
import { asMachine } from '../../images/installers/as-machine';
import type { Step } from './build-log';
import { classifyStep } from './classify-step';

function step(output: string): Step {
  return {
    digest: 'sha256:ab',
    targets: ['api'],
    text: 'RUN uv sync',
    isInstruction: true,
    outcome: 'failed',
    seconds: 1,
    error: 'exit code: 1',
    output: `${output}\n`,
  };
}

function facts(output: string) {
  return {
    image: 'api',
    step: 'RUN uv sync',
    detail: `${output}\nexit code: 1`,
  };
}

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

test.each([
  [
    'error: Failed to download `six==1.17.0`\n  cause: Hash mismatch for `six==1.17.0`',
    'six==1.17.0',
  ],
  [
    'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n    six==1.16.0 from https://files.example/six-1.16.0-py2.py3-none-any.whl#sha256=8a (from -r requirements.txt (line 1)):\n        Expected sha256 00',
    'six==1.16.0',
  ],
  [
    'Hash for six (1.17.0) from archive six-1.17.0-py2.py3-none-any.whl not found in known hashes (was: sha256:47)',
    'six==1.17.0',
  ],
])('a file that is not the locked one: %s', (output, name) => {
  expect(classifyStep(step(output), 'api')).toEqual({
    kind: 'hash-mismatch',
    ...facts(output),
    package: name,
  });
});

test.each([
  [
    'error: Failed to download `toolz==1.2.0`\n  cause: Request failed after 3 retries in 7.3s\n  cause: Failed to fetch: http://index.example/toolz.whl\n  cause: error sending request for url (http://index.example/toolz.whl)',
    'http://index.example/toolz.whl',
    'toolz==1.2.0',
  ],
  [
    'error: Request failed after 3 retries in 7.0s\n  cause: Failed to fetch: http://index.example/six/\n  cause: error sending request for url (http://index.example/six/)\n  cause: client error (Connect)',
    'http://index.example/six/',
    undefined,
  ],
])('a server that does not answer: %s', (output, url, name) => {
  expect(classifyStep(step(output), 'api')).toEqual({
    kind: 'index-unreachable',
    ...facts(output),
    url,
    ...(name !== undefined && { package: name }),
  });
});

test.each([
  "WARNING: Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain'))': /simple/six/",
  'error: Failed to fetch: `https://index.example/six/`\n  cause: error sending request for url (https://index.example/six/)\n  cause: client error (Connect)\n  cause: invalid peer certificate: UnknownIssuer',
  'curl: (60) SSL certificate problem: unable to get local issuer certificate',
  "fatal: unable to access 'https://git.example/a/': server certificate verification failed. CAfile: none",
  'Err:1 https://deb.example trixie Release\n  Certificate verification failed: The certificate is NOT trusted.',
  'npm error code SELF_SIGNED_CERT_IN_CHAIN',
])('a certificate that nothing in the step knows: %s', (output) => {
  expect(classifyStep(step(output), 'api')).toEqual({
    kind: 'certificate-unknown',
    ...facts(output),
  });
});

/** Words of pip and uv for a package that has wheels for x86_64 alone, and for one that has an sdist alone. */
describe('a package without a file that may be installed', () => {
  const PIP =
    'ERROR: Could not find a version that satisfies the requirement tbb==2023.2.0 (from versions: none)\nERROR: No matching distribution found for tbb==2023.2.0';

  test.each<[string, string, string | undefined]>([
    [PIP, 'tbb==2023.2.0', undefined],
    [
      'error: No solution found when resolving dependencies\n  cause: Because tbb==2023.2.0 has no wheels with a matching platform tag (e.g., `manylinux_2_28_aarch64`) and you require tbb==2023.2.0, we can conclude that your requirements are unsatisfiable.',
      'tbb==2023.2.0',
      'aarch64',
    ],
    [
      'error: No solution found when resolving dependencies\n  cause: Because docopt==0.6.2 has no usable wheels and you require docopt==0.6.2, we can conclude that your requirements are unsatisfiable.',
      'docopt==0.6.2',
      undefined,
    ],
  ])('is named: %s', (output, name, machine) => {
    expect(classifyStep(step(output), 'api')).toEqual({
      kind: 'package-not-found',
      ...facts(output),
      package: name,
      ...(machine !== undefined && { machine }),
    });
  });

  test('is named with the machine that pip installs for', () => {
    const text = `RUN cd /lock && ${asMachine('aarch64', 'pip install').join(' && ')}`;
    expect(classifyStep({ ...step(PIP), text }, 'api')).toMatchObject({
      kind: 'package-not-found',
      machine: 'aarch64',
    });
  });

  test('is not said of an index that does not answer', () => {
    const silent = `WARNING: Retrying after connection broken by 'Failed to establish a new connection': /simple/tbb/\nhttp://index.example/simple/tbb/\n${PIP}`;
    expect(classifyStep(step(silent), 'api').kind).toBe('index-unreachable');
  });
});

test('a step of a shared layer is named for its group', () => {
  const found = classifyStep(
    {
      ...step('boom'),
      targets: ['foundation__api', 'packages__py-core__python-base-builder'],
      text: 'RUN --mount=type=bind,target=/requirements uv pip install -r /requirements/1.txt',
    },
    'api',
  );
  expect(found).toMatchObject({
    kind: 'step-failed',
    step: 'shared layer py-core of shared-layers.json: RUN uv pip install -r /requirements/1.txt',
  });
});

describe('what is not in the build context', () => {
  const error =
    'failed to compute cache key: failed to calculate checksum of ref 9u1::x2y: "/frontend/src": not found';
  const copy = (text: string): Step => ({ ...step(''), text, error, output: '' });

  test.each(['COPY frontend/src /src', 'RUN --mount=type=bind,source=frontend/src,target=/s make'])(
    'is named by its path: %s',
    (text) => {
      expect(classifyStep(copy(text), 'api')).toEqual({
        ...{ kind: 'source-not-found', path: 'frontend/src' },
        ...{ image: 'api', step: text, detail: error },
      });
    },
  );

  test.each([
    'COPY --from=frontend /frontend/src /src',
    'COPY --link --from=frontend /frontend/src /src',
    'RUN --mount=type=bind,from=frontend,source=frontend/src,target=/s make',
  ])('has nothing to do with what is in no other stage: %s', (text) => {
    expect(classifyStep(copy(text), 'api').kind).toBe('step-failed');
  });
});
