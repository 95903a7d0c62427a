import { shellWord } from '../../dockerfile/quote-words';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { imageClosure } from '../../python/projects/image-closure';
import type { LockRoot, PythonProject } from '../../python/pyproject/python-project';
import { exposedPort } from '../compose/exposed-port';
import { readSelection } from '../installers/installers';
import type { ListFolder } from '../model/build-context';
import type { Image } from '../model/image';
import { dockerfileOf, imageStage } from '../model/image-catalogue';
import type { ImageModel } from '../model/image-model';
import { publishedPorts } from '../nx/published-ports';
import { sourceRoot } from '../nx/source-root';
import { workspaceFolder } from '../roles/development';
import { developWords } from './develop-words';
import { imageCommand } from './image-command';
import { imageEnvironment } from './image-environment';

/** Default port of debugpy. */
const DEBUG_PORT = 5678;

/** How an image is to be developed. */
export interface DevelopRequest {
  readonly debug?: boolean;
  readonly debugPort?: number;
  readonly reload?: boolean;
  readonly ports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What that is planned from. */
export interface DevelopFacts {
  /** The image whose command runs. */
  readonly image: Image;
  readonly own: PythonProject;
  /** The image that it runs in. */
  readonly place: Image;
  readonly isOwn: boolean;
  /** Name of the Nx project. */
  readonly project: string;
  readonly workspace: {
    readonly images: ImageModel;
    readonly python: ReadonlyMap<string, PythonProject>;
    readonly lockRoots: readonly LockRoot[];
  };
  readonly list: ListFolder;
  readonly buildTarget: string;
}

/** A command in the image to develop in. */
export interface DevelopPlan {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** As they are published. */
  readonly ports: readonly string[];
  /** Those of the program; a debugger takes one connection for its client. */
  readonly opened: readonly string[];
}

/** Plans how the command of an image runs on the sources of the workspace. */
export function planDevelop(
  { debug = false, debugPort = DEBUG_PORT, reload = true, ports, env }: DevelopRequest,
  facts: DevelopFacts,
): DevelopPlan | { readonly problem: Problem } {
  const { image, own, isOwn, workspace, list } = facts;
  const { catalogue } = workspace.images;
  const dockerfile = dockerfileOf(catalogue, image);
  const stage = imageStage(catalogue, image);
  const command = dockerfile && imageCommand(dockerfile, stage);
  const place = { file: image.dockerfile };
  if (!dockerfile || command === undefined) {
    return { problem: { kind: 'dev-command-unknown', place } };
  }
  const selection = readSelection(dockerfile, own) ?? { extras: [], groups: [] };
  const missing = isOwn ? undefined : missingPackages(selection, facts);
  if (missing) return { problem: missing };
  const closure = imageClosure(workspace, own.dir, selection);
  const roots = [own.dir, ...closure].map((dir) => workspaceFolder(sourceRoot(dir, list)));
  const words = developWords({
    command,
    folders: roots,
    reloads: reload,
    ...(debug && { debugPort }),
    missing: messages(command, facts),
  });
  const name = own.pyproject.normalizedName ?? facts.project;
  const variables = {
    ...imageEnvironment(dockerfile, stage),
    // Libraries are installed in the image of a project's own, and not as editable.
    ...(isOwn && { PYTHONPATH: roots.join(':') }),
    ...env,
  };
  const port = exposedPort(dockerfile, stage);
  const usual = publishedPorts(port === undefined ? [] : [`${port}/tcp`], variables);
  const opened = ports ?? usual;
  return {
    command: isOwn ? words : ['uv', 'run', '--package', name, ...words],
    env: variables,
    opened,
    ports: [...opened, ...(debug ? publishedPorts([`${debugPort}/tcp`]) : [])],
  };
}

/** The stage `dev` installs what `uv sync` does by itself. */
function missingPackages(
  { extras, groups }: { readonly extras: readonly string[]; readonly groups: readonly string[] },
  { image, own, project, workspace }: DevelopFacts,
): Problem | undefined {
  const root = workspace.lockRoots.find(({ dir }) => dir === own.lockDir);
  const installed = new Set(
    [own.pyproject, ...(root ? [root.pyproject] : [])].flatMap(
      ({ defaultGroups }) => defaultGroups,
    ),
  );
  const others = groups.filter((group) => !installed.has(group));
  return others.length === 0 && extras.length === 0
    ? undefined
    : {
        kind: 'dev-packages-missing',
        place: { file: image.dockerfile },
        ...{ project, groups: others, extras },
      };
}

function messages(command: string, { own, place, project, buildTarget }: DevelopFacts) {
  const suffix = place.name === undefined ? '' : `-${place.name}`;
  const build = `nx ${buildTarget}${suffix} ${place.project}`;
  const program = command.split(/\s/)[0] ?? '';
  return {
    debugger: formatProblem({
      kind: 'debugger-missing',
      ...{ project, ...addition(own, 'debugpy'), build },
    }),
    watcher: formatProblem({
      kind: 'watcher-missing',
      ...{ project, program, ...addition(own, 'watchfiles'), build },
    }),
  };
}

/** How a package is added to the group dev of a project. */
function addition({ installer, dir }: PythonProject, name: string): { readonly add?: string } {
  const folder = shellWord(dir);
  switch (installer) {
    case 'uv':
      return { add: `uv add --directory ${folder} --dev ${name}` };
    case 'poetry':
      return { add: `poetry --directory ${folder} add --group dev ${name}` };
    case 'pip':
      return {};
  }
}
