import { planStack } from '../src/generators/stack/plan-stack';
import { readStackTemplates } from '../src/generators/stack/read-stack-templates';
import { ignoreFile } from '../src/images/ignore-file';
import { installers } from '../src/images/installers/installers';
import { renderServiceDockerfile } from '../src/images/render-service-dockerfile';
import { execForm } from '../src/images/roles/exec-form';
import { parsePyproject } from '../src/python/parse-pyproject';
import type { InstallerName } from '../src/python/python-project';
import { readServiceTemplates } from '../src/workspace/read-service-templates';

/** Texts of files by path relative to the workspace root. */
export type Files = Readonly<Record<string, string>>;

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
  /** Who locks and installs it; uv where nothing is said. */
  readonly installer?: InstallerName;
}

/** A service of a workspace for tests. */
export interface ServiceSpec extends ProjectSpec {
  readonly apt?: readonly string[];
  readonly buildApt?: readonly string[];
}

/** The namespace all images of tests have. */
export const NAMESPACE = 'acme';

/** The stack `python` as its generator writes it. */
export function stackFiles(namespace = NAMESPACE, installer: InstallerName = 'uv'): Files {
  const plan = planStack(
    { name: 'python', python: '3.13', suite: 'trixie', apt: [], buildApt: [] },
    {
      namespace,
      buildTarget: 'build-image',
      projects: new Map(),
      python: [{ installer, pyproject: parsePyproject({}, 'pyproject.toml').pyproject }],
      lockRoots: [{ dir: '.', installer }],
      read: () => undefined,
      templates: readStackTemplates(),
    },
  );
  return Object.fromEntries(plan.edits.map(({ file, content }) => [file, content]));
}

/** A workspace of all projects below `services` and `libs`; only uv locks them together. */
export function rootFiles(more = '', installer: InstallerName = 'uv'): Files {
  const members = '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n';
  return {
    'pyproject.toml': `${installer === 'uv' ? members : ''}${more}`,
    'package.json': '{"name": "@acme/workspace", "private": true}\n',
    'nx.json': `${JSON.stringify({ plugins: [{ plugin: 'nx-slipway', options: {} }] })}\n`,
  };
}

/** A library below `libs`. */
export function libraryFiles(spec: ProjectSpec): Files {
  return projectFiles(`libs/${spec.name}`, spec);
}

/** A service below `services` with the Dockerfile its generator writes. */
export function serviceFiles(spec: ServiceSpec, namespace = NAMESPACE): Files {
  const directory = `services/${spec.name}`;
  const projects = [directory, ...(spec.libraries ?? []).map((each) => `libs/${each}`)];
  return {
    ...projectFiles(directory, spec),
    [`${directory}/Dockerfile`]: serviceDockerfile(spec, namespace),
    [`${directory}/Dockerfile.dockerignore`]: ignoreFile({
      projects,
      files: lockFiles(spec).filter((file) => !file.startsWith(`${directory}/`)),
      ownLines: '',
    }),
  };
}

function lockOf({ name, installer = 'uv' }: ServiceSpec) {
  const dir = `services/${name}`;
  return {
    installer: installers[installer],
    place: { dir, lockDir: installer === 'uv' ? '.' : dir },
    selection: { package: name, extras: [], groups: [] },
  };
}

function lockFiles(spec: ServiceSpec): readonly string[] {
  const { installer, place, selection } = lockOf(spec);
  return installer.lockFiles(place, selection);
}

/** The Dockerfile of a service. */
export function serviceDockerfile(spec: ServiceSpec, namespace = NAMESPACE): string {
  const { name, apt = [], buildApt = [] } = spec;
  const directory = `services/${name}`;
  const { installer, place, selection } = lockOf(spec);
  return renderServiceDockerfile(
    {
      title: `The image of ${name}`,
      project: name,
      buildTarget: 'build-image',
      dockerfile: `${directory}/Dockerfile`,
      directory,
      base: { reference: `${namespace}/python-base`, alias: 'python-base' },
      builder: { reference: `${namespace}/python-base-builder`, alias: 'python-base-builder' },
      baseStage: apt.length > 0 ? 'system' : 'python-base',
      builderStage: buildApt.length > 0 ? 'builder' : 'python-base-builder',
      apt,
      buildApt,
      lockCopies: installer.lockCopies(place, selection),
      install: installer.install(place, selection),
      role: { instructions: [execForm('CMD', [name])] },
    },
    readServiceTemplates(),
  );
}

/** A package with one module and a console script, both of its name. */
function projectFiles(directory: string, spec: ProjectSpec): Files {
  const { name, libraries = [], packages = [], code, settings = '', installer = 'uv' } = spec;
  const module = name.replaceAll('-', '_');
  return {
    [`${directory}/pyproject.toml`]: [
      '[project]',
      `name = "${name}"`,
      'version = "0.1.0"',
      'requires-python = ">=3.11"',
      `dependencies = ${JSON.stringify([...packages, ...libraries])}`,
      '',
      '[project.scripts]',
      `${name} = "${module}:main"`,
      ...(libraries.length > 0
        ? ['', '[tool.uv.sources]', ...libraries.map((each) => sourceOf(each, installer))]
        : []),
      '',
      '[build-system]',
      'requires = ["hatchling"]',
      'build-backend = "hatchling.build"',
      settings,
    ].join('\n'),
    [`${directory}/src/${module}/__init__.py`]:
      code ?? `def main() -> None:\n    print("${name}")\n`,
  };
}

/** pip's requirements are compiled by uv, which puts the line `-e ../../libs/a` into them. */
function sourceOf(library: string, installer: InstallerName): string {
  return installer === 'uv'
    ? `${library} = { workspace = true }`
    : `${library} = { path = "../../libs/${library}", editable = true }`;
}
