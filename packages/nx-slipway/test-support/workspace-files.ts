import { posix } from 'node:path';
import { planStack, type StackOptions } from '../src/generators/stack/plan-stack';
import { readStackTemplates } from '../src/generators/stack/read-stack-templates';
import { ignoreFile } from '../src/images/bindings/ignore-file';
import { renderServiceDockerfile } from '../src/images/bindings/render-service-dockerfile';
import { installers } from '../src/images/installers/installers';
import { execForm } from '../src/images/roles/exec-form';
import type { Pyproject } from '../src/python/pyproject/pyproject';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { readServiceTemplates } from '../src/workspace/files/read-service-templates';
import { readFileFacts } from '../src/workspace/model/file-facts';
import { type ProjectSpec, pyprojectText } from './pyproject-text';

/** Texts of files by path relative to the workspace root. */
export type Files = Readonly<Record<string, string>>;

/** A service of a workspace for tests. */
export interface ServiceSpec extends ProjectSpec {
  readonly apt?: readonly string[];
  readonly buildApt?: readonly string[];
  readonly takesVersion?: boolean;
  /** What is copied beside the application, relative to the service's folder; a folder ends with a slash. */
  readonly files?: readonly string[];
  /** Extras and groups of its own that are installed. */
  readonly extras?: readonly string[];
  readonly groups?: readonly string[];
  /** `python` by default. */
  readonly stack?: string;
}

/** The namespace all images of tests have. */
export const NAMESPACE = 'acme';

/** What stacks of specs compile with; such a stack is in the engine's cache before the first spec. */
export const COMPILERS = ['gcc', 'libc6-dev'];

/** A stack as its generator writes it: `python`, for projects of uv, where nothing else is said. */
export function stackFiles(
  namespace = NAMESPACE,
  {
    installer = 'uv',
    pyprojects = pyprojectsOf(projectFiles('libs/any', { name: 'any', installer })),
    ...options
  }: Partial<StackOptions> & {
    readonly installer?: InstallerName;
    readonly pyprojects?: readonly Pyproject[];
  } = {},
): Files {
  const plan = planStack(
    {
      ...{ name: 'python', python: '3.13', suite: 'trixie', layout: 'slim', sources: [] },
      ...{ apt: [], buildApt: [], ...options },
    },
    {
      namespace,
      buildTarget: 'build-image',
      projects: new Map(),
      python: pyprojects.map((pyproject) => ({ pyproject, installer })),
      otherStacks: [],
      lockRoots: [{ dir: '.', installer }],
      ...{ read: () => undefined, isFile: () => false, list: () => [] },
      templates: readStackTemplates(),
    },
  );
  return Object.fromEntries(plan.edits.map(({ file, content }) => [file, content]));
}

/** The pyprojects among files. */
export function pyprojectsOf(files: Files): readonly Pyproject[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const facts = /pyproject\.toml$/.test(file) && readFileFacts(file, () => text);
    return facts && facts.kind === 'pyproject' && facts.pyproject ? [facts.pyproject] : [];
  });
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
      files: lockFiles(spec).filter((file) => !file.startsWith(`${directory}/`)),
      ownLines: '',
    }),
  };
}

/** A service below `services` with a Dockerfile that somebody has written. */
export function handWrittenService(name: string, dockerfile: string, namespace: string): Files {
  return { ...serviceFiles({ name }, namespace), [`services/${name}/Dockerfile`]: dockerfile };
}

function lockOf({ name, installer = 'uv', extras = [], groups = [] }: ServiceSpec) {
  const dir = `services/${name}`;
  return {
    installer: installers[installer],
    place: { dir, lockDir: installer === 'uv' ? '.' : dir },
    selection: { package: name, extras, groups },
  };
}

function lockFiles(spec: ServiceSpec): readonly string[] {
  const { installer, place, selection } = lockOf(spec);
  return installer.lockFiles(place, selection);
}

/** The Dockerfile of a service. */
export function serviceDockerfile(spec: ServiceSpec, namespace = NAMESPACE): string {
  const { name, apt = [], buildApt = [], files = [], takesVersion, stack = 'python' } = spec;
  const directory = `services/${name}`;
  const { installer, place, selection } = lockOf(spec);
  return renderServiceDockerfile(
    {
      title: `The image of ${name}`,
      project: name,
      buildTarget: 'build-image',
      dockerfile: `${directory}/Dockerfile`,
      directory,
      stackStages: ['base', 'base-builder'].map((stage) => ({
        ...{ reference: `${namespace}/${stack}-${stage}`, alias: `${stack}-${stage}` },
      })),
      systemFrom: `${stack}-base`,
      builder: { reference: `${namespace}/${stack}-base-builder`, alias: `${stack}-base-builder` },
      baseStage: apt.length > 0 ? 'system' : `${stack}-base`,
      builderStage: buildApt.length > 0 ? 'builder' : `${stack}-base-builder`,
      apt,
      buildApt,
      lockCopies: installer.lockCopies(place, selection),
      install: installer.install(place, selection),
      takesVersion: takesVersion === true,
      wheels: false,
      sources: [],
      files: files.map((file) => ({
        source: `${directory}/${file}`,
        target: `/app/${file}`,
      })),
      user: '10001:10001',
      settings: [],
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
