import type { Selection } from '../src/python/pyproject/selection';
import type { Files } from './workspace-files';

/** The end of a pyproject that uv builds. */
export const UV_BUILD =
  '[build-system]\nrequires = ["uv_build>=0.5"]\nbuild-backend = "uv_build"\n';
const core = `[project]
name = "core"
version = "1"
requires-python = ">=3.9"
dependencies = ["store", "base<2; python_version < '3.10'", "base>=2; python_version >= '3.10'"]
optional-dependencies = { cache = ["speed"] }
[dependency-groups]
dev = ["lint"]
[tool.uv]
package = false
`;
const api = `[project]
name = "api"
version = "1"
requires-python = ">=3.9"
dependencies = ["core[cache]", "mail", "pick"]
optional-dependencies = { a = ["snail", "pick<2"], b = ["web", "pick>=2"] }
[dependency-groups]
dev = ["lint"]
http = ["server"]
[tool.uv]
conflicts = [[{ extra = "a" }, { extra = "b" }]]
${UV_BUILD}`;
const mail = `[project]\nname = "mail"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["core"]\n${UV_BUILD}`;
const members = {
  'services/api/pyproject.toml': api,
  'libs/core/pyproject.toml': core,
  'libs/mail/pyproject.toml': mail,
};
const workspace = `[tool.uv.workspace]
members = ["services/*", "libs/*"]
[tool.uv.sources]
core = { workspace = true }
mail = { workspace = true }
[dependency-groups]
tools = ["snail", "core"]
http = ["lint"]
`;
const rootProject =
  '[project]\nname = "acme"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["web", "core"]\n';
const single = `${rootProject.replace('"web", "core"', '"web", "mail"')}
[tool.uv.sources]
mail = { path = "../../libs/mail", editable = true }
core = { path = "../../libs/core", editable = true }
[dependency-groups]
http = ["server"]
`;
const pathLibrary = `${mail}[tool.uv.sources]\ncore = { path = "../core", editable = true }\n`;

/** Workspaces by name: the folder of the lock, the files, and what images select of them. */
export const UV_SLICE_CASES: readonly (readonly [
  name: string,
  lockDir: string,
  files: Files,
  selections: readonly Selection[],
])[] = [
  [
    'a root without a project',
    '.',
    { ...members, 'pyproject.toml': workspace },
    [
      { package: 'api', extras: [], groups: [] },
      { package: 'api', extras: ['a'], groups: ['dev', 'http'] },
      { package: 'api', extras: ['b'], groups: ['tools'] },
      { package: 'mail', extras: [], groups: ['http'] },
    ],
  ],
  [
    'a root that is a project',
    '.',
    { ...members, 'pyproject.toml': rootProject + workspace },
    [
      { package: 'api', extras: ['a'], groups: ['http'] },
      { package: 'mail', extras: [], groups: ['tools', 'http'] },
      { package: 'acme', extras: [], groups: ['tools'] },
    ],
  ],
  [
    'a project with a lock of its own',
    'services/solo',
    {
      'services/solo/pyproject.toml': single,
      'libs/mail/pyproject.toml': pathLibrary,
      'libs/core/pyproject.toml': core,
    },
    [
      { package: 'acme', extras: [], groups: [] },
      { package: 'acme', extras: [], groups: ['http'] },
    ],
  ],
];
