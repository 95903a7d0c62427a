import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { inferNodes } from '../src/workspace/nx/infer-nodes';
import { readExample } from './examples';
import { filesBelow } from './files-below';
import { call, pipConfiguration } from './real-workspace';
import { writeFiles } from './write-files';

/** The namespace of all examples. */
const NAMESPACE = 'acme';

/** The index that an example names and nobody has. */
const PRIVATE_INDEX = 'https://pypi.acme.example/simple';

/** An example in a folder of its own, with its locks. */
export interface ExampleWorkspace {
  readonly root: string;
  /** The part of Nx's context that the executor reads. */
  readonly context: ExecutorContext;
  /** Names of the projects with images. */
  readonly projects: readonly string[];
  /** Variables that the README exports. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dispose: () => void;
}

/**
 * Copies an example into a fresh folder and runs what its README says before the first build. The index is
 * `UV_DEFAULT_INDEX`.
 *
 * @param namespace of the images, where they are built
 */
export async function copyExample(name: string, namespace = NAMESPACE): Promise<ExampleWorkspace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-example-')));
  const dispose = (): void => rmSync(root, { recursive: true });
  const { files, preparations, environment } = readExample(name);
  const texts = Object.entries({ ...files, ...pipConfiguration() }).map(
    ([file, text]) => [file, withNamespace(withIndex(file, text), namespace)] as const,
  );
  writeFiles(root, Object.fromEntries(texts));
  try {
    for (const line of preparations) await call('bash', ['-c', `${AUTHOR}\n${line}`], root);
  } catch (error) {
    dispose();
    throw error;
  }
  const roots = projectRoots(root, namespace);
  return {
    root,
    context: {
      root,
      projectsConfigurations: {
        version: 2,
        projects: Object.fromEntries(roots.map(([project, dir]) => [project, { root: dir }])),
      },
      nxJsonConfiguration: JSON.parse(readFileSync(join(root, 'nx.json'), 'utf8')),
    } as unknown as ExecutorContext,
    projects: roots.flatMap(([project, , hasImage]) => (hasImage ? [project] : [])),
    environment,
    dispose,
  };
}

/** Who commits in examples that have a commit: this machine may have nobody. */
const AUTHOR = ['AUTHOR', 'COMMITTER']
  .map((who) => `export GIT_${who}_NAME=Ada GIT_${who}_EMAIL=ada@acme.example`)
  .join('\n');

function withNamespace(text: string, namespace: string): string {
  return text
    .replaceAll(`${NAMESPACE}/`, `${namespace}/`)
    .replace(`"namespace": "${NAMESPACE}"`, `"namespace": "${namespace}"`);
}

/** Poetry has no variable for an index, and the private one does not exist. */
function withIndex(file: string, text: string): string {
  const index = process.env.UV_DEFAULT_INDEX;
  if (index === undefined || !file.endsWith('pyproject.toml')) return text;
  const source = `[[tool.poetry.source]]\nname = "tests"\nurl = "${index}"\n`;
  return text.includes('[tool.poetry.dependencies]')
    ? `${text}\n${source}`
    : text.replace(PRIVATE_INDEX, index);
}

/** Name and folder of each project, as the plugin tells Nx, and whether it has an image. */
function projectRoots(
  root: string,
  namespace: string,
): readonly (readonly [string, string, boolean])[] {
  const files = filesBelow(root);
  const { answer } = inferNodes({
    workspaceRoot: root,
    options: { namespace },
    targetDefaults: undefined,
    hashes: new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')])),
    configFiles: files.filter((file) =>
      /(?:^|\/)(?:(?:.*\.)?Dockerfile|pyproject\.toml|requirements.*\.txt)$/.test(file),
    ),
    isReleasing: false,
  });
  return answer.flatMap(([, { projects = {} }]) =>
    Object.entries(projects).map(([dir, { name, targets }]) => [
      name ?? givenName(root, dir),
      dir,
      targets?.['build-image'] !== undefined,
    ]),
  );
}

function givenName(root: string, dir: string): string {
  const file = join(root, dir, 'project.json');
  if (!existsSync(file)) throw new Error(`the project in ${dir} has no name`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly name: string }).name;
}
