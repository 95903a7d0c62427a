import { posix } from 'node:path';
import { planStack } from '../src/generators/stack/plan-stack';
import { readStackTemplates } from '../src/generators/stack/read-stack-templates';
import { ignoreFile } from '../src/images/ignore-file';
import { installers } from '../src/images/installers/installers';
import { renderServiceDockerfile } from '../src/images/render-service-dockerfile';
import { execForm } from '../src/images/roles/exec-form';
import { parsePyproject } from '../src/python/parse-pyproject';
import type { InstallerName } from '../src/python/python-project';
import { readServiceTemplates } from '../src/workspace/read-service-templates';
import { parseTomlText } from '../src/workspace/read-toml';
import { pyprojectText } from './pyproject-text';

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
  /** uv where nothing else is said. */
  readonly installer?: InstallerName;
}

/** A service of a workspace for tests. */
export interface ServiceSpec extends ProjectSpec {
  readonly apt?: readonly string[];
  readonly buildApt?: readonly string[];
}

/** The namespace all images of tests have. */
export const NAMESPACE = 'acme';

/** The stack `python` as its generator writes it for projects of an installer. */
export function stackFiles(namespace = NAMESPACE, installer: InstallerName = 'uv'): Files {
  const text = pyprojectText({ name: 'any', installer }, 'libs');
  const toml = parseTomlText(text, 'pyproject.toml');
  const { pyproject } = parsePyproject('value' in toml ? toml.value : {}, 'pyproject.toml');
  const plan = planStack(
    { name: 'python', python: '3.13', suite: 'trixie', apt: [], buildApt: [] },
    {
      namespace,
      buildTarget: 'build-image',
      projects: new Map(),
      python: [{ pyproject, installer }],
      lockRoots: [{ dir: '.', installer }],
      read: () => undefined,
      templates: readStackTemplates(),
    },
  );
  return Object.fromEntries(plan.edits.map(({ file, content }) => [file, content]));
}

/** What lies in the root: with uv a workspace of all projects below `services` and `libs`. */
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
      files: lockFilesOf(spec).filter((file) => !file.startsWith(`${directory}/`)),
      ownLines: '',
    }),
  };
}

function lockFilesOf({ name, installer = 'uv' }: ServiceSpec): readonly string[] {
  const place = { dir: `services/${name}`, lockDir: '.' };
  return installers[installer].lockFiles(place, { package: name, extras: [], groups: [] });
}

/** The Dockerfile of a service. */
export function serviceDockerfile(
  { name, apt = [], buildApt = [], installer = 'uv' }: ServiceSpec,
  namespace = NAMESPACE,
): string {
  const directory = `services/${name}`;
  const place = { dir: directory, lockDir: '.' };
  const selection = { package: name, extras: [], groups: [] };
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
      lockCopies: installers[installer].lockCopies(place, selection),
      install: installers[installer].install(place, selection),
      role: { instructions: [execForm('CMD', [name])] },
    },
    readServiceTemplates(),
  );
}

/** A package with one module and a console script, both of its name. */
function projectFiles(directory: string, spec: ProjectSpec): Files {
  const { name, code } = spec;
  const module = name.replaceAll('-', '_');
  return {
    [`${directory}/pyproject.toml`]: pyprojectText(spec, posix.dirname(directory)),
    [`${directory}/src/${module}/__init__.py`]:
      code ?? `def main() -> None:\n    print("${name}")\n`,
  };
}
