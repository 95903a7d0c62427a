import { posix } from 'node:path';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { copyWords } from '../../dockerfile/quote-words';
import { findStage } from '../../dockerfile/stages/find-stage';
import { checkInstallerVersion } from '../../images/bindings/check-installer-version';
import { renderTemplate } from '../../images/bindings/render-template';
import type { InstallStep } from '../../images/installers/install-step';
import { uvEnvironment, uvInstallAll } from '../../images/installers/uv';
import { imageName } from '../../images/model/image-name';
import type { Problem } from '../../problems/problem';
import type { RequiredInstaller } from '../../python/projects/required-installer';
import type { LockRoot } from '../../python/pyproject/python-project';
import { checkName } from '../check-name';
import { checkPackages } from '../check-packages';
import type { FileEdit } from '../file-edit';
import { normalizeDirectory } from '../normalize-directory';
import { projectAt } from '../project-at';
import { planSourceFolders } from '../source-folders';
import { type BuiltProject, builderRequirements, installerPin } from './builder-requirements';
import { type BaseOptions, chooseBase } from './choose-base';
import { devLockDir } from './dev-lock-dir';

/** Everything the template of a stack's Dockerfile shows. */
interface StackView {
  /** Nx project. */
  readonly project: string;
  readonly buildTarget: string;
  /** Folder of the stack, relative to the workspace root. */
  readonly directory: string;
  /** Reference of the image to start from. */
  readonly from: string;
  /** References of the stages. */
  readonly references: {
    readonly base: string;
    readonly builder: string;
    readonly dev: string;
    readonly common: string;
  };
  /** Sources of the stage `base-app`, as arguments of COPY; none without that stage. */
  readonly sources: readonly string[];
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
  /** Variables of base-builder: `NAME=value`. */
  readonly environment: readonly string[];
  /** The step that installs all packages of the uv lock for development; undefined without a uv lock. */
  readonly dev: InstallStep | undefined;
}

/** The options of the generator after the schema's defaults. */
export interface StackOptions extends Omit<BaseOptions, 'isFull'> {
  readonly name: string;
  readonly layout: 'slim' | 'full' | 'base-app';
  /** Folders of the stage `base-app`, relative to the workspace root. */
  readonly sources: readonly string[];
  readonly directory?: string;
  /** Reference that a stack starts from which exists; its base is not chosen. */
  readonly standing?: string;
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
}

/** What a stack is planned from. */
export interface StackFacts {
  readonly namespace: string;
  readonly buildTarget: string;
  /** Nx projects by name: their folders. */
  readonly projects: ReadonlyMap<string, string>;
  readonly python: readonly BuiltProject[];
  /** Folders of the projects that the stack is made for; all if absent. Others may need another Python. */
  readonly users?: readonly string[];
  /** Stacks that the workspace has besides. */
  readonly otherStacks: readonly string[];
  readonly lockRoots: readonly Pick<LockRoot, 'dir' | 'installer'>[];
  /** Versions of installers that projects ask for. */
  readonly required?: readonly RequiredInstaller[];
  readonly read: (file: string) => string | undefined;
  readonly isFile: (path: string) => boolean;
  readonly list: (folder: string) => readonly string[];
  /** Texts of the package's templates. */
  readonly templates: {
    readonly dockerfile: string;
    readonly apt: string;
    readonly installProjects: string;
    readonly normalizeLayer: string;
  };
}

/** The files of a stack. */
export interface StackPlan {
  readonly edits: readonly FileEdit[];
  /** With one of these nothing may be written. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly view: StackView;
  readonly dockerfile: string;
}

/** What base-builder holds, beside the Dockerfile. */
export const REQUIREMENTS = 'builder-requirements.txt';

/** Plans the files of a stack; the same options and facts make the same plan. */
export function planStack(options: StackOptions, facts: StackFacts): StackPlan {
  const { name, apt, buildApt } = options;
  const place = normalizeDirectory(options.directory ?? `images/${name}`);
  const directory = 'directory' in place ? place.directory : '';
  const users = facts.python
    .map(({ pyproject }) => pyproject)
    .filter(({ dir }) => facts.users === undefined || facts.users.includes(dir));
  const base =
    options.standing === undefined
      ? chooseBase({ ...options, isFull: options.layout === 'full' }, users)
      : { reference: options.standing, problems: [] };
  const required = facts.required ?? [];
  const pins = required.flatMap((each) => {
    const version = installerPin(each);
    return version === undefined ? [] : [{ ...each, version }];
  });
  const requirements = builderRequirements(
    facts.python,
    new Map(pins.map(({ installer, version }) => [installer, version])),
  );
  const [dockerfile, requirementsFile] = ['Dockerfile', REQUIREMENTS].map((file) =>
    posix.join(directory, file),
  ) as [string, string];
  const devDir = devLockDir(facts.lockRoots);
  const sources = planSourceFolders(options.sources, { dir: '.', ...facts });
  const view: StackView = {
    project: name,
    buildTarget: facts.buildTarget,
    directory,
    from: pinnedAlready(base.reference, dockerfile, facts),
    references: {
      base: reference(facts.namespace, `${name}-base`),
      builder: reference(facts.namespace, `${name}-base-builder`),
      dev: reference(facts.namespace, `${name}-dev`),
      common: reference(facts.namespace, `${name}-base-app`),
    },
    sources: sources.copies.map(({ source, target }) => copyWords([source, target])),
    apt: [...new Set(apt)].sort(),
    buildApt: [...new Set(buildApt)].sort(),
    environment: uvEnvironment,
    dev: devDir === undefined ? undefined : uvInstallAll(devDir),
  };
  const { templates } = facts;
  const manifest = posix.join(directory, 'project.json');
  const files: readonly (readonly [string, string])[] = [
    ...(facts.read(manifest) === undefined
      ? [[manifest, `${JSON.stringify({ name }, null, 2)}\n`] as const]
      : []),
    [dockerfile, renderTemplate(templates.dockerfile, view, { apt: templates.apt })],
    [posix.join(directory, 'install-projects'), templates.installProjects],
    [posix.join(directory, 'normalize-layer'), templates.normalizeLayer],
    [requirementsFile, requirements.text],
  ];
  return {
    edits: files.map(([file, content]) => ({ file, content, owner: 'user' })),
    problems: [
      ...[checkName(name, 'stack') ?? []].flat(),
      ...('problem' in place ? [place.problem] : checkPlace(name, directory, facts)),
      ...base.problems.filter((problem) => !isForOthers(problem, options, facts)),
      ...checkLayout(options),
      ...sources.problems,
      ...checkPackages('apt', apt),
      ...checkPackages('buildApt', buildApt),
      ...required.flatMap((each) =>
        checkInstallerVersion(each, {
          file: requirementsFile,
          text: facts.read(requirementsFile) ?? requirements.text,
          images: [],
        }),
      ),
    ],
    warnings: [
      ...pins.map(({ installer, text, version }): Problem => {
        const place = { file: requirementsFile };
        return { kind: 'installer-pin-untried', place, installer, required: text, version };
      }),
      ...requirements.unpinned.map(({ name: backend }): Problem => {
        return { kind: 'build-backend-unpinned', place: { file: requirementsFile }, backend };
      }),
    ],
    view,
    dockerfile,
  };
}

/** Beside another stack, one for an older Python is not for the projects that need a newer one. */
function isForOthers(
  { kind }: Problem,
  { python, from }: StackOptions,
  { otherStacks }: StackFacts,
): boolean {
  const isChosen = python !== undefined || from !== undefined;
  return kind === 'requires-python-unmet' && isChosen && otherStacks.length > 0;
}

function checkLayout({ layout, from, sources }: StackOptions): readonly Problem[] {
  const invalid = (option: string, value: string, expected: string): readonly Problem[] => [
    { kind: 'generator-option-invalid', option, value, expected },
  ];
  if (layout === 'full' && from !== undefined) {
    return invalid('layout', layout, 'no --from beside it, which names the image by itself');
  }
  if (layout === 'base-app' && sources.length === 0) {
    return invalid(
      'layout',
      layout,
      'the sources that it is for: --sources=src/domain,src/storage',
    );
  }
  return layout !== 'base-app' && sources.length > 0
    ? invalid('sources', sources.join(','), 'the layout with a stage for them: --layout=base-app')
    : [];
}

function checkPlace(name: string, directory: string, facts: StackFacts): readonly Problem[] {
  const pyproject = posix.join(directory, 'pyproject.toml');
  if (facts.read(pyproject) !== undefined) {
    return [{ kind: 'stack-in-python-project', place: { file: pyproject } }];
  }
  const root = facts.projects.get(name);
  if (root !== undefined && root !== directory) {
    return [{ kind: 'name-taken', name, place: { file: root } }];
  }
  const other = projectAt(facts.projects, directory);
  return other !== undefined && other !== name
    ? [{ kind: 'directory-taken', directory, project: other }]
    : [];
}

/** An existing Dockerfile may hold the reference with its digest, which is not a difference. */
function pinnedAlready(wanted: string, dockerfile: string, { read }: StackFacts): string {
  const text = read(dockerfile);
  const from =
    text === undefined
      ? undefined
      : findStage(parseDockerfile(text, dockerfile).dockerfile, 'base')?.from.text;
  return from?.startsWith(`${wanted}@sha256:`) ? from : wanted;
}

function reference(namespace: string, name: string): string {
  const id = imageName(name);
  return namespace === '' ? id : `${namespace}/${id}`;
}
