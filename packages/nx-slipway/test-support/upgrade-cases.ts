import type { LockPackage } from './uv-lock-text';
import type { Files } from './workspace-files';

/** The thirty breakages that people reported, each as small as it can be, with what foretells it. */
export interface UpgradeCase {
  readonly of: string;
  /** What the workspace has beside a stack on Python 3.11 and bookworm, and a service `api`. */
  readonly files?: Files;
  /** Debian packages of the stack. */
  readonly apt?: readonly string[];
  readonly packages?: readonly LockPackage[];
  readonly code?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Debian packages that the new base lacks, as it says itself. */
  readonly missing?: readonly string[];
  readonly finds: readonly string[];
}

/** The upgrade of most cases. */
export const BOTH = { python: '3.13', suite: 'trixie' };
const LOCK = 'uv.lock';
/** The Dockerfile of the stack. */
export const STACK = 'images/python/Dockerfile';
const TOOL = 'tools/x/Dockerfile';
const APP = 'services/api/src/api/__init__.py';

/** A Dockerfile of its own in the workspace, on the same base. */
function tool(text: string, base = 'python:3.11-slim-bookworm'): Files {
  return { 'tools/x/project.json': '{}', [TOOL]: `FROM ${base}\n${text}\n` };
}

function wheels(name: string, version: string, tags: string, sdist = true): LockPackage {
  const file = name.replaceAll('-', '_');
  const wheel = ['x86_64', 'aarch64'].map(
    (machine) => `${file}-${version}-${tags}-manylinux_2_17_${machine}.whl`,
  );
  return { name, version, files: [...wheel, ...(sdist ? [`${file}-${version}.tar.gz`] : [])] };
}

function gone(name: string): UpgradeCase {
  return {
    of: `${name} is gone`,
    files: tool(`RUN apt-get update && apt-get install -y ${name}`),
    missing: [name],
    finds: [`problem apt-package-missing ${TOOL}:2`],
  };
}

/** Each of them on the way from Python 3.11 on bookworm to 3.13 on trixie. */
export const upgradeCases: readonly UpgradeCase[] = [
  gone('libpcre3'),
  gone('software-properties-common'),
  gone('python3-distutils'),
  gone('libgconf-2-4'),
  gone('libssl1.1'),
  gone('ttf-dejavu'),
  gone('libgl1-mesa-glx'),
  gone('libmysqlclient-dev'),
  {
    of: '9 apt-key is gone',
    files: tool('RUN curl -fsSL https://x.example/key | apt-key add -'),
    finds: [`problem command-removed ${TOOL}:2`],
  },
  {
    of: '10 a source of a third party names the old release',
    files: tool(
      'RUN echo "deb https://x.example/apt bookworm-pgdg main" > /etc/apt/sources.list.d/x.list',
    ),
    finds: [`problem suite-named ${TOOL}:2`],
  },
  {
    of: '11 psycopg2-binary has no wheel for 3.13',
    packages: [wheels('psycopg2-binary', '2.9.9', 'cp311-cp311')],
    finds: [`warning lock-sdist-only ${LOCK}`],
  },
  {
    of: '12 pydantic-core needs Rust',
    packages: [wheels('pydantic-core', '2.33.2', 'cp311-cp311')],
    finds: [`warning lock-sdist-only ${LOCK}`],
  },
  {
    of: '13 pyarrow',
    packages: [wheels('pyarrow', '19.0.1', 'cp311-cp311')],
    finds: [`warning lock-sdist-only ${LOCK}`],
  },
  {
    of: '14 torch has no wheel and no sdist',
    packages: [wheels('torch', '2.6.0', 'cp311-cp311', false)],
    finds: [`problem lock-without-wheel ${LOCK}`],
  },
  {
    of: '15 seven packages without a wheel',
    packages: ['aiohttp', 'cffi', 'greenlet', 'grpcio', 'lxml', 'numpy', 'uvloop'].map((name) =>
      wheels(name, '1.0', 'cp311-cp311'),
    ),
    finds: Array.from({ length: 7 }, () => `warning lock-sdist-only ${LOCK}`),
  },
  {
    of: '16 mysqlclient is always compiled',
    packages: [{ name: 'mysqlclient', version: '2.2.4', files: ['mysqlclient-2.2.4.tar.gz'] }],
    finds: [`note lock-always-compiled ${LOCK}`],
  },
  {
    of: '17 distutils, and setuptools that images have no more',
    code: 'from distutils.util import strtobool\nimport pkg_resources\n',
    finds: [`problem module-removed ${APP}:1`, `warning setuptools-not-locked ${APP}:2`],
  },
  {
    of: '18 modules of PEP 594',
    code: 'import cgi\nimport telnetlib\n',
    finds: [`problem module-removed ${APP}:1`, `problem module-removed ${APP}:2`],
  },
  {
    of: '19 time zones moved to tzdata-legacy',
    files: tool('ENV TZ=US/Eastern'),
    code: 'from zoneinfo import ZoneInfo\nHERE = ZoneInfo("US/Pacific")\n',
    finds: [`problem time-zone-moved ${APP}:2`, `problem time-zone-moved ${TOOL}:2`],
  },
  {
    of: '20 the runtime has an older glibc than the builder',
    files: tool('COPY --from=python:3.13-slim-forky /venv /venv'),
    finds: [`problem stages-differ ${TOOL}:2`, `note base-left ${TOOL}:2`],
  },
  {
    of: '21 a library of an older release',
    files: tool('COPY --from=debian:bullseye /usr/lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu'),
    finds: [`warning stages-differ ${TOOL}:2`],
  },
  {
    of: '22 PEP 668',
    options: { to: 'python:3.11-slim-bookworm' },
    files: {
      [STACK]: 'FROM python:3.11-slim-bullseye AS base\nFROM base AS base-builder\n',
      ...tool('RUN /usr/bin/pip3 install x', 'python:3.11-slim-bullseye'),
    },
    finds: [`problem pip-outside-venv ${TOOL}:2`],
  },
  {
    of: '24 the client of MariaDB has TLS on',
    files: tool('RUN apt-get install -y mariadb-client'),
    finds: [`note program-changes ${TOOL}:2`],
  },
  {
    of: '25 numpy 2',
    packages: [wheels('numpy', '2.2.0', 'cp313-cp313'), wheels('pandas', '2.1.4', 'cp313-cp313')],
    finds: [`note locked-before-numpy-2 ${LOCK}`],
  },
  {
    of: '26 an environment of another Python is copied',
    files: {
      'tools/x/project.json': '{}',
      [TOOL]:
        'FROM python:3.11-bookworm AS build\nFROM python:3.11-slim-bookworm\nCOPY --from=build /venv /venv\n',
    },
    finds: [`problem stages-differ ${TOOL}:3`, `note base-left ${TOOL}:1`],
  },
  {
    of: '27 another release of Alpine',
    files: {
      'tools/x/project.json': '{}',
      [TOOL]:
        'FROM python:3.11-slim-bookworm AS x\nFROM python:3.12-alpine3.22 AS build\nFROM python:3.12-alpine3.20\nCOPY --from=build /venv /venv\n',
    },
    finds: [
      `problem stages-differ ${TOOL}:4`,
      `note base-left ${TOOL}:2`,
      `note base-left ${TOOL}:3`,
    ],
  },
  {
    of: '28 a tag without a release',
    options: { to: 'python:3.13-slim' },
    finds: [`warning base-without-suite ${STACK}:9`],
  },
  {
    of: '30 a build argument of CI wins',
    files: {
      'tools/x/project.json': '{}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Dockerfiles
      [TOOL]: 'ARG BASE=python:3.11-slim-bookworm\nFROM ${BASE}\n',
      '.github/workflows/ci.yml': 'steps:\n  - run: docker build --build-arg BASE=acme/x:1 .\n',
    },
    finds: ['warning build-argument-overrides .github/workflows/ci.yml:2'],
  },
];
