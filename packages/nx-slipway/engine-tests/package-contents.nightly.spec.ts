import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ignoreFile } from '../src/images/bindings/ignore-file';
import { call, makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import {
  COMPILERS,
  type Files,
  libraryFiles,
  pyprojectsOf,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../test-support/workspace-files';

const NAMESPACE = `slipway-contents-${randomBytes(3).toString('hex')}`;
const salt = randomBytes(8).toString('hex');

const SETUPTOOLS =
  '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n';

/** A C extension `<name>` that asks a library of the system for its version. */
function extension(name: string, header: string, expression: string) {
  return `
#include <Python.h>
#include <${header}>
static PyObject *version(PyObject *self, PyObject *args) { return ${expression}; }
static PyMethodDef methods[] = {{"version", version, METH_NOARGS, ""}, {0}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "${name}", "", -1, methods};
PyMODINIT_FUNC PyInit_${name}(void) { return PyModule_Create(&module); } // ${salt}
`;
}

function setuptoolsProject(name: string, needs: string, sources: string, library: string) {
  return `[project]
name = "${name}"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ${needs}
scripts = { ${name} = "${name}:main" }
gui-scripts = { ${name}-window = "${name}:main" }

[project.entry-points."acme.plugins"]
${name} = "${name}:main"

[tool.uv.sources]
${sources}

[tool.setuptools]
ext-modules = [{ name = "${name}._native", sources = ["src/${name}/_native.c"], libraries = ["${library}"] }]
package-data = { ${name} = ["data/*.txt", "py.typed"] }

${SETUPTOOLS}`;
}

/** What the service prints: one line for each thing that has to be there at run time. */
const code = `from importlib.metadata import entry_points, version
from importlib.resources import files


def main() -> None:
    import sgmllib
    import acme.core, acme.api, acme.more, jaraco.functools, jaraco.own
    from crcmod.crcmod import _usingExtension
    from fast import _native as pq
    from api import _native as z

    print("zlib", z.version())
    print("libpq", pq.version() // 10000)
    print("sdists", sgmllib.__name__, version("sgmllib3k"), _usingExtension)
    print("namespaces", acme.core.NAME, acme.more.NAME, acme.api.NAME, jaraco.own.NAME, jaraco.functools.once.__name__)
    print("plugins", sorted(each.name for each in entry_points(group="acme.plugins")))
    print("third party", "toc" in entry_points(group="markdown.extensions").names)
    print("loaded", entry_points(group="acme.plugins")["core"].load()())
    print("data", files("api").joinpath("data/greeting.txt").read_text(), files("acme.core").joinpath("data.txt").read_text())
    print("typed", files("api").joinpath("py.typed").is_file(), files("acme.core").joinpath("py.typed").is_file())
`;

/** A library with a part of a namespace, which has no __init__.py of its own. */
function part(name: string, namespace: string, module: string, more = '') {
  const { [`libs/${name}/pyproject.toml`]: pyproject = '' } = libraryFiles({ name });
  return {
    [`libs/${name}/pyproject.toml`]: `${pyproject.replace(/\[project.scripts\]\n.*\n/, more)}\n[tool.hatch.build.targets.wheel]\npackages = ["src/${namespace}"]\n`,
    [`libs/${name}/src/${namespace}/${module}/__init__.py`]: `NAME = "${namespace}.${module}"\n\n\ndef plugin() -> str:\n    return NAME\n`,
  };
}

const LIBRARIES = ['acme-core', 'acme-more', 'fast', 'jaraco-own'];
/** The latter two have no wheels; crcmod has an extension. */
const PACKAGES = ['jaraco.functools', 'markdown', 'crcmod', 'sgmllib3k'];
const APT = { apt: ['libpq5'], buildApt: ['libpq-dev', 'zlib1g-dev'] };
function workspaceSources(names: readonly string[]) {
  return names.map((each) => `${each} = { workspace = true }`).join('\n');
}

const projects: Files = {
  ...part(
    'acme-core',
    'acme',
    'core',
    '[project.entry-points."acme.plugins"]\ncore = "acme.core:plugin"\n',
  ),
  'libs/acme-core/src/acme/core/data.txt': 'of the library',
  'libs/acme-core/src/acme/core/py.typed': '',
  ...part('acme-more', 'acme', 'more'),
  ...part('jaraco-own', 'jaraco', 'own'),
  'libs/fast/pyproject.toml': setuptoolsProject('fast', '[]', '', 'pq'),
  'libs/fast/src/fast/__init__.py': 'def main() -> None: ...\n',
  'libs/fast/src/fast/_native.c': extension(
    '_native',
    'postgresql/libpq-fe.h',
    'PyLong_FromLong(PQlibVersion())',
  ),
  ...serviceFiles({ name: 'api', libraries: LIBRARIES, ...APT }, NAMESPACE),
  'services/api/pyproject.toml': setuptoolsProject(
    'api',
    JSON.stringify([...LIBRARIES, ...PACKAGES]),
    workspaceSources(LIBRARIES),
    'z',
  ),
  'services/api/src/acme/api/__init__.py': 'NAME = "acme.api"\n',
  'services/api/src/api/__init__.py': code,
  'services/api/src/api/_native.c': extension(
    '_native',
    'zlib.h',
    'PyUnicode_FromString(zlibVersion())',
  ),
  'services/api/src/api/data/greeting.txt': 'of the service',
  'services/api/src/api/py.typed': '',
  // A service that is built from another one.
  ...serviceFiles(
    {
      name: 'worker',
      libraries: ['api'],
      code: 'import api\n\n\ndef main() -> None:\n    api.main()\n',
      ...APT,
    },
    NAMESPACE,
  ),
  'services/worker/Dockerfile.dockerignore': ignoreFile({
    projects: ['services/worker', 'services/api', ...LIBRARIES.map((each) => `libs/${each}`)],
    files: ['pyproject.toml', 'uv.lock'],
  }),
};

let workspace: RealWorkspace;

function run(name: string, command: readonly string[] = []) {
  return call('docker', [
    'run',
    '--rm',
    '--read-only',
    '--network=none',
    `${NAMESPACE}/${name}`,
    ...command,
  ]);
}

let first: Awaited<ReturnType<RealWorkspace['build']>>;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, {
    ...rootFiles(),
    ...stackFiles(NAMESPACE, {
      pyprojects: pyprojectsOf(projects),
      buildApt: COMPILERS,
    }),
    ...projects,
  });
  first = await workspace.build(['python', 'api', 'worker']);
  expect(first.failed).toEqual({});
});

afterAll(() => workspace?.dispose());

const PRINTED = [
  /^zlib 1\.\d+(\.\d+)*$/,
  /^libpq \d+$/,
  /^sdists sgmllib 1\.0\.0 True$/,
  /^namespaces acme\.core acme\.more acme\.api jaraco\.own once$/,
  /^plugins \['api', 'core', 'fast'\]$/,
  /^third party True$/,
  /^loaded acme\.core$/,
  /^data of the service of the library$/,
  /^typed True True$/,
];

describe.each(['api', 'worker'])('%s, on a file system that cannot be written', (name) => {
  test('finds extensions, namespaces, plugins and data of all its packages', async () => {
    const lines = (await run(name)).split('\n');
    expect(lines).toEqual(PRINTED.map((line) => expect.stringMatching(line)));
  });
});

test('console and gui scripts of the service and its libraries are on the PATH', async () => {
  const scripts = ['api', 'api-window', 'fast', 'fast-window', 'markdown_py'];
  const found = await run('api', [
    'sh',
    '-c',
    `for each in ${scripts.join(' ')}; do command -v $each; done`,
  ]);
  expect(found.split('\n')).toEqual([
    '/app/bin/api',
    '/app/bin/api-window',
    '/app/bin/fast',
    '/app/bin/fast-window',
    '/venv/bin/markdown_py',
  ]);
});

test('neither compiler nor header is in the image', async () => {
  const found = await run('api', ['sh', '-c', 'command -v gcc; ls /usr/include/libpq-fe.h; true']);
  expect(found).toBe('');
});

test('a library with an extension is built once for services with the same packages to build', () => {
  const own = first.runs.filter((text) =>
    text.endsWith('install-projects libs/fast/pyproject.toml'),
  );
  expect(own).toHaveLength(1);
});

test('the Dockerfile of a service is no part of another one that is built from it', async () => {
  workspace.write({
    'services/api/Dockerfile': workspace
      .read('services/api/Dockerfile')
      .replace('USER', 'ENV A=1\nUSER'),
    'services/api/more.Dockerfile': 'FROM scratch\n',
  });
  const { failed, stepsRun } = await workspace.build(['worker']);
  expect([failed, stepsRun]).toEqual([{}, []]);
});

test('a library that lacks something to build with fails with the compiler’s words and the package', async () => {
  workspace.write({
    'libs/fast/src/fast/_native.c': extension('_native', 'sqlite3.h', 'PyLong_FromLong(0)'),
  });
  const { failed } = await workspace.build(['worker']);
  expect(failed.worker).toContain(
    'worker failed at: RUN --network=none install-projects libs/fast/',
  );
  expect(failed.worker).toContain('_native.c:3:10: fatal error: sqlite3.h: No such file');
  expect(failed.worker).toContain('--build-apt=libsqlite3-dev');
});
