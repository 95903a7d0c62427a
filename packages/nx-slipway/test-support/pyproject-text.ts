import type { InstallerName } from '../src/python/pyproject/python-project';

/** A Python project of a workspace for tests. */
export interface ProjectSpec {
  readonly name: string;
  /** Names of libraries of the workspace. */
  readonly libraries?: readonly string[];
  /** Requirements from the package index. */
  readonly packages?: readonly string[];
  /** What the module holds. */
  readonly code?: string;
  /** Further lines of the pyproject. */
  readonly settings?: string;
  /** Who locks and installs it; uv by default. */
  readonly installer?: InstallerName;
}

/**
 * The pyproject of a project of a workspace for tests, as its installer has it.
 *
 * @param parent `services` or `libs`
 */
export function pyprojectText(spec: ProjectSpec, parent: string): string {
  return writers[spec.installer ?? 'uv'](spec, parent);
}

const writers: Readonly<Record<InstallerName, (spec: ProjectSpec, parent: string) => string>> = {
  uv: (spec) =>
    lines([
      ...standard(spec),
      ...sources(spec.libraries, (each) => `${each} = { workspace = true }`, '[tool.uv.sources]'),
      ...hatchling,
      spec.settings ?? '',
    ]),

  // A service in the manner of Poetry 2, a library in that of Poetry 1.
  poetry: (spec, parent) =>
    lines([
      ...(parent === 'services'
        ? [
            ...standard(spec),
            ...sources(
              spec.libraries,
              (each) => `${each} = { path = "../../libs/${each}", develop = true }`,
              '[tool.poetry.dependencies]',
            ),
          ]
        : [
            '[tool.poetry]',
            `name = "${spec.name}"`,
            'version = "0.1.0"',
            '',
            '[tool.poetry.dependencies]',
            'python = ">=3.11"',
            ...(spec.packages ?? []).map((each) => `${each} = "*"`),
            ...(spec.libraries ?? []).map((each) => `${each} = { path = "../${each}" }`),
          ]),
      ...poetrySource(),
      '',
      '[build-system]',
      'requires = ["poetry-core>=2.0"]',
      'build-backend = "poetry.core.masonry.api"',
      spec.settings ?? '',
    ]),

  // uv compiles the requirements and puts the line `-e ../../libs/a` into them.
  pip: (spec) =>
    lines([
      ...standard(spec),
      ...sources(
        spec.libraries,
        (each) => `${each} = { path = "../../libs/${each}", editable = true }`,
        '[tool.uv.sources]',
      ),
      ...hatchling,
      spec.settings ?? '',
    ]),
};

const hatchling = [
  '',
  '[build-system]',
  'requires = ["hatchling"]',
  'build-backend = "hatchling.build"',
];

function standard({ name, libraries = [], packages = [] }: ProjectSpec): readonly string[] {
  return [
    '[project]',
    `name = "${name}"`,
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    `dependencies = ${JSON.stringify([...packages, ...libraries])}`,
    '',
    '[project.scripts]',
    `${name} = "${name.replaceAll('-', '_')}:main"`,
  ];
}

function sources(
  libraries: readonly string[] = [],
  line: (library: string) => string,
  table: string,
): readonly string[] {
  return libraries.length > 0 ? ['', table, ...libraries.map(line)] : [];
}

/** Poetry knows no variable for the index of these tests. */
function poetrySource(): readonly string[] {
  const index = process.env.UV_DEFAULT_INDEX;
  return index
    ? ['', '[[tool.poetry.source]]', 'name = "tests"', `url = "${index}"`, 'priority = "primary"']
    : [];
}

function lines(texts: readonly string[]): string {
  return texts.join('\n');
}
