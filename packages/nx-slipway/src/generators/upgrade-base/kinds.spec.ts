import { expect, test } from 'vitest';
import { ALL_FINE, foundIn, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { type LockPackage, uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import type { UpgradeAnswers } from '../../images/upgrade/check-facts';

const TOOL = 'tools/x/Dockerfile';
const APP = 'services/api/src/api/__init__.py';
const PINS = 'images/python/builder-requirements.txt';

function plan(
  files: Files,
  {
    packages = [],
    code,
    options = { python: '3.13', suite: 'trixie' },
    answers = {},
  }: {
    readonly packages?: readonly LockPackage[];
    readonly code?: string;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly answers?: Partial<UpgradeAnswers>;
  } = {},
) {
  const needs = packages.map(({ name }) => name);
  const workspace: Files = {
    ...rootFiles(),
    ...stackFiles('acme', { python: '3.11', suite: 'bookworm' }),
    ...serviceFiles({ name: 'api', ...(code !== undefined && { code }) }),
    'uv.lock': uvLockText([{ name: 'api', folder: 'services/api', needs }, ...packages]),
    ...files,
  };
  return planUpgradeOf(workspace, options, { ...ALL_FINE, ...answers }).plan;
}

function found(...args: Parameters<typeof plan>): readonly string[] {
  return foundIn(plan(...args)).filter(
    (each) => !/openssl-changes|builder-pins-unch|lock-releases-unch/.test(each),
  );
}

function tool(text: string): Files {
  return { [TOOL]: `FROM python:3.11-slim-bookworm\n${text}\n` };
}

test.each([
  [
    'COPY --from=x /usr/local/lib/python3.11/site-packages /x',
    [`problem python-path-named ${TOOL}:2`],
  ],
  ['ENV PYTHONPATH=/opt/lib/python3.11', [`problem python-path-named ${TOOL}:2`]],
  ['CMD ["python3.11", "-m", "x"]', [`problem python-path-named ${TOOL}:2`]],
  ['CMD ["python3", "-m", "x"]', []],
  [
    'ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libffi.so.8',
    [`warning library-path-named ${TOOL}:2`],
  ],
  ['RUN curl -O https://x.example/debian/12/x.deb', [`problem suite-named ${TOOL}:2`]],
  ['LABEL base=bookworm', [`warning suite-named ${TOOL}:2`]],
  ['# bookworm and python3.11\nRUN true', []],
  ['RUN adduser --system app', [`problem command-removed ${TOOL}:2`]],
  ['RUN apt-get install -y adduser && adduser --system app', []],
  ['RUN echo adduser', []],
  ['ENV TZ=Europe/Paris', []],
  ['RUN pip install x', []],
])('%j: %j', (text, expected) => expect(found(tool(text))).toEqual(expected));

test('a package that the Dockerfile may have from a source of its own is unchecked', () => {
  const files = tool(
    'RUN curl https://x.example/key > /etc/apt/keyrings/x.asc\nRUN apt-get install -y msodbcsql18',
  );
  const answers = { apt: { missing: new Map([['msodbcsql18', []]]) } };
  expect(found(files, { answers })).toEqual([`unchecked apt-package-unsure ${TOOL}:3`]);
});

test('a package with a new name is renamed, in exactly its bytes', () => {
  const files = tool('RUN apt-get install -y libicu72 # libicu72');
  const answers = { apt: { missing: new Map([['libicu72', ['libicu76']]]) } };
  const fixes = plan(files, { answers }).findings.flatMap((each) => each.fixes ?? []);
  const start = files[TOOL]?.indexOf('libicu72') ?? 0;
  expect(fixes).toEqual([
    { file: TOOL, start, end: start + 'libicu72'.length, old: 'libicu72', text: 'libicu76' },
  ]);
});

test('a stage on another image asks no Debian of the new base', () => {
  const files = {
    [TOOL]:
      'FROM python:3.11-slim-bookworm\nFROM node:24\nRUN apt-get install -y libpcre3 && apt-key add x\n',
  };
  const answers = { apt: { missing: new Map([['libpcre3', []]]) } };
  expect(found(files, { answers })).toEqual([]);
});

test.each([
  ['import cgi\n', ['legacy-cgi'], []],
  ['import cgi\n', [], [`problem module-removed ${APP}:1`]],
  ['def f():\n    import cgi\n', [], [`warning module-removed ${APP}:2`]],
  ['import setuptools\n', ['setuptools'], []],
  ['try:\n    import cgi\nexcept ImportError:\n    cgi = None\n', [], []],
])('%j with %j locked: %j', (code, names, expected) => {
  const packages = names.map((name) => ({ name }));
  expect(found({}, { code, packages })).toEqual(expected);
});

test.each([
  ['import tomllib\n', [`problem module-added ${APP}:1`]],
  ['def f():\n    import tomllib\n', [`warning module-added ${APP}:2`]],
  ['try:\n    import tomllib\nexcept ImportError:\n    import tomli as tomllib\n', []],
  ['import cgi\n', []],
])('on the way back to Python 3.10, %j: %j', (code, expected) => {
  const all = found({}, { code, options: { python: '3.10' } });
  expect(all.filter((each) => !each.includes('base-python-unmet'))).toEqual(expected);
});

test('a module of the project hides one of the standard library', () => {
  const files = {
    'services/api/src/api/x.py': 'import parser\n',
    'services/api/src/parser.py': '',
  };
  expect(found(files, { options: { to: 'python:3.13-slim-trixie' } })).toEqual([]);
});

function wheels(name: string, tags: readonly string[], more: readonly string[] = []): LockPackage {
  return { name, files: [...tags.map((each) => `${name}-1.0-${each}.whl`), ...more] };
}

test.each([
  ['a wheel for every Python', wheels('x', ['py3-none-any']), []],
  ['a stable ABI', wheels('x', ['cp39-abi3-manylinux2014_x86_64']), []],
  ['none before either', wheels('x', ['cp39-cp39-manylinux2014_x86_64'], ['x-1.0.tar.gz']), []],
  ['none for Linux at all', wheels('x', ['cp311-cp311-win_amd64']), []],
  [
    'none for one machine',
    wheels('x', [
      'cp311-cp311-manylinux2014_x86_64',
      'cp311-cp311-manylinux2014_aarch64',
      'cp313-cp313-manylinux2014_x86_64',
    ]),
    ['warning lock-without-wheel uv.lock'],
  ],
])('%s', (_, locked, expected) => {
  const lines = found({}, { packages: [locked] });
  expect(lines.map((each) => each.replace(/:\d+$/, ''))).toEqual(expected);
});

test('a wheel that needs a newer glibc than an older release has', () => {
  const locked = wheels(
    'x',
    ['x86_64', 'aarch64'].map((each) => `cp311-cp311-manylinux_2_34_${each}`),
  );
  const { findings } = plan({}, { packages: [locked], options: { suite: 'bullseye' } });
  expect(findings.map(({ problem }) => problem)).toContainEqual(
    expect.objectContaining({ kind: 'lock-wheel-glibc', needs: '2.34', has: '2.31' }),
  );
});

test('a marker that leaves a package out on the new Python', () => {
  const locked = wheels('x', [
    'cp311-cp311-manylinux2014_x86_64',
    'cp311-cp311-manylinux2014_aarch64',
  ]);
  const files = {
    'uv.lock': uvLockText([
      {
        ...{ name: 'api', folder: 'services/api' },
        needs: [{ name: 'x', marker: "python_full_version < '3.13'" }],
      },
      locked,
    ]),
  };
  expect(found(files)).toEqual([]);
});

const pinned = { [PINS]: 'uv==0.1\nold==1.0\n' };

test.each([
  [{ requiresPython: '<3.13' }, [`problem builder-pin-python ${PINS}:2`]],
  [{}, []],
])('pins of base-builder, with %j', (more, expected) => {
  const index = new Map([
    ['uv ', { files: [{ name: 'uv-0.1-py3-none-manylinux2014_x86_64.whl', hashes: [] }] }],
    ['old ', { files: [{ name: 'old-1.0-py3-none-any.whl', hashes: [], ...more }] }],
  ]);
  expect(found(pinned, { answers: { index } })).toEqual(expected);
});

test('a lock of Poetry names the Pythons of each package, and one of pip is asked of the index', () => {
  const poetry = `[[package]]
name = "x"
version = "1.0"
groups = ["main"]
files = [{ file = "x-1.0-py3-none-any.whl", hash = "sha256:aa" }]
python-versions = "<3.13"

[metadata]
lock-version = "2.1"
python-versions = ">=3.11"
content-hash = "00"
`;
  const mail = { name: 'mail', packages: ['x'], installer: 'poetry' } as const;
  const jobs = { name: 'jobs', packages: ['x'], installer: 'pip' } as const;
  const files = {
    ...serviceFiles(mail),
    'services/mail/poetry.lock': poetry,
    ...serviceFiles(jobs),
    'services/jobs/requirements.txt': 'x==1.0 --hash=sha256:aa\ny==1.0 --hash=sha256:bb\n',
  };
  const index = new Map([
    [
      'x ',
      {
        files: ['x86_64', 'aarch64'].map((machine) => ({
          name: `x-1.0-cp311-cp311-manylinux2014_${machine}.whl`,
          hashes: ['sha256:aa'],
        })),
      },
    ],
  ]);
  expect(found(files, { answers: { index } })).toEqual([
    'problem lock-without-wheel services/jobs/requirements.txt:1',
    'problem lock-release-python services/mail/poetry.lock:1',
    'unchecked lock-files-unchecked services/jobs/requirements.txt',
  ]);
});
