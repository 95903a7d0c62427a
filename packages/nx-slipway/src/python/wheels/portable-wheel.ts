import { posix } from 'node:path';
import type { Pyproject } from '../pyproject/pyproject';
import type { TomlPath } from '../toml/toml-places';
import type { TomlReader } from '../toml/toml-reader';
import { type BuildBackend, buildBackend } from './build-backend';

/**
 * Whether the settings of a project leave its build backend nothing to do but copy files, so that its wheel is the same
 * on every machine. A backend that is not known, or one that a hook or another build requirement may have compile, does
 * not count.
 *
 * Rules: the manuals of hatch ("Build hook plugins"), setuptools ("Building Extension Modules"), poetry-core ("build"),
 * pdm-backend ("Build hooks"), flit and uv ("Build backend").
 *
 * @param requires normalised names of the build requirements
 */
export function buildsPortableWheel(reader: TomlReader, requires: readonly string[]): boolean {
  const backend = buildBackend(requires);
  const named = reader.string(['build-system', 'build-backend']) ?? MODULES.setuptools[0] ?? '';
  return (
    backend !== undefined &&
    MODULES[backend].includes(named) &&
    !reader.has(['build-system', 'backend-path']) &&
    requires.every((each) => PACKAGES[backend].includes(each) || VERSIONS.includes(each)) &&
    !COMPILING[backend].some((path) => reader.has(path)) &&
    !(
      backend === 'hatch' && hatchHooks(reader).some((hook) => hook !== 'vcs' && hook !== 'version')
    )
  );
}

/** Whether a project's wheel is the same on every machine. @param hasFile whether there is something at a path */
export function isPortableProject(
  { dir, hasPortableWheel }: Pick<Pyproject, 'dir' | 'hasPortableWheel'>,
  hasFile: (path: string) => boolean,
): boolean {
  return hasPortableWheel === true && !BUILD_FILES.some((file) => hasFile(posix.join(dir, file)));
}

/** Files beside a pyproject in which its build backend may be told more. */
const BUILD_FILES: readonly string[] = ['hatch.toml', 'pdm_build.py', 'setup.cfg', 'setup.py'];

/** What `build-backend` names. */
const MODULES: Readonly<Record<BuildBackend, readonly string[]>> = {
  hatch: ['hatchling.build'],
  setuptools: ['setuptools.build_meta', 'setuptools.build_meta:__legacy__'],
  'poetry-core': ['poetry.core.masonry.api'],
  pdm: ['pdm.backend'],
  flit: ['flit_core.buildapi'],
  uv: ['uv_build'],
};

/** Normalised names of the packages that are the backend. */
const PACKAGES: Readonly<Record<BuildBackend, readonly string[]>> = {
  hatch: ['hatchling'],
  setuptools: ['setuptools', 'wheel'],
  'poetry-core': ['poetry-core'],
  pdm: ['pdm-backend'],
  flit: ['flit-core'],
  uv: ['uv-build'],
};

/** Build requirements that only find a version. */
const VERSIONS: readonly string[] = [
  'hatch-vcs',
  'poetry-dynamic-versioning',
  'setuptools-scm',
  'uv-dynamic-versioning',
];

/** Settings by which something of the project's own is run or compiled. */
const COMPILING: Readonly<Record<BuildBackend, readonly TomlPath[]>> = {
  hatch: [],
  setuptools: [
    ['tool', 'setuptools', 'ext-modules'],
    ['tool', 'setuptools', 'cmdclass'],
  ],
  'poetry-core': [['tool', 'poetry', 'build']],
  pdm: [
    ['tool', 'pdm', 'build', 'custom-hook'],
    ['tool', 'pdm', 'build', 'run-setuptools'],
  ],
  flit: [],
  uv: [],
};

function hatchHooks(reader: TomlReader): readonly string[] {
  const build = ['tool', 'hatch', 'build'];
  return [build, [...build, 'targets', 'wheel']].flatMap((table) =>
    reader.keys([...table, 'hooks']),
  );
}
