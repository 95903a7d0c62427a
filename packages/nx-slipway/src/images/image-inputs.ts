import type { PythonProject } from '../python/python-project';
import type { Image } from './image';
import type { ImageModel } from './image-model';

/** One entry of a target's `inputs` in Nx's terms. */
export type TargetInput = string | { readonly externalDependencies: readonly string[] };

/** What decides the inputs of an image besides its model. */
export interface ImageSurroundings {
  readonly model: ImageModel;
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  /** Whether a file exists; path relative to the workspace root. */
  readonly hasFile: (file: string) => boolean;
}

/**
 * The file sets that decide a project's images, and no others: `nx affected` selects an image by them.
 * They are the folders of the project, of the images it is built from and of the libraries they all
 * hold, without tests and caches, and the locks with their pyprojects.
 *
 * @param images images of one project
 */
export function imageInputs(
  images: readonly Image[],
  { model, python, hasFile }: ImageSurroundings,
): readonly TargetInput[] {
  const [first] = images;
  if (!first) return [];
  const reached = withUpstream(images, model);
  const roots = new Set(reached.map(({ root }) => root));
  const projects = [...roots].flatMap((root) => python.get(root) ?? []);
  const libraries = new Set(
    projects.flatMap(({ closure }) => closure).filter((d) => !roots.has(d)),
  );
  return [
    ...folderInputs(first.root),
    ...[...roots, ...libraries]
      .filter((root) => root !== first.root)
      .sort()
      .flatMap(folderInputs),
    ...otherDockerfiles(images, model),
    ...[...libraries].sort().flatMap((root) => dockerfilesOf(root, model)),
    ...[...new Set(projects.flatMap(lockInputs))].sort(),
    ...ignoreInputs(reached, hasFile),
    '!{workspaceRoot}/**/__pycache__/**',
    '!{workspaceRoot}/**/*.py[cod]',
    // Without an entry of this kind every change of the npm lock would select every image.
    { externalDependencies: [] },
  ];
}

function folderInputs(root: string): string[] {
  const folder = root === '.' ? '{projectRoot}' : at(root);
  return [`${folder}/**/*`, `!${folder}/{tests,dist,build,.venv}/**`];
}

/** Dockerfiles of the project that none of the images is built from. */
function otherDockerfiles(images: readonly Image[], { byRoot }: ImageModel): string[] {
  const used = new Set(images.map(({ dockerfile }) => dockerfile));
  const all = images.flatMap(({ root }) => byRoot.get(root) ?? []);
  const others = all.map(({ dockerfile }) => dockerfile).filter((file) => !used.has(file));
  return [...new Set(others)].sort().flatMap((file) => [not(file), not(`${file}.dockerignore`)]);
}

/** The Dockerfiles of a library that is a service as well are not part of what others take of it. */
function dockerfilesOf(root: string, { byRoot }: ImageModel): string[] {
  return byRoot.has(root) && root !== '.'
    ? [not(`${root}/{Dockerfile,*.Dockerfile,*.dockerignore}`)]
    : [];
}

function lockInputs({ dir, lockDir, lockFile }: PythonProject): string[] {
  if (lockDir === dir) return [];
  return [at(lockFile), at(lockDir === '.' ? 'pyproject.toml' : `${lockDir}/pyproject.toml`)];
}

/** BuildKit reads the context's own ignore file only where the Dockerfile has none beside it. */
function ignoreInputs(images: readonly Image[], hasFile: ImageSurroundings['hasFile']): string[] {
  const bare = images.some(({ dockerfile }) => !hasFile(`${dockerfile}.dockerignore`));
  return bare && hasFile('.dockerignore') ? [at('.dockerignore')] : [];
}

/** Images and all the images of the workspace they are built from, transitively. */
function withUpstream(images: readonly Image[], { links }: ImageModel): Image[] {
  const reached = new Map<string, Image>();
  const visit = (image: Image): void => {
    if (reached.has(image.id)) return;
    reached.set(image.id, image);
    for (const { image: upstream } of links.get(image.id)?.upstream ?? []) visit(upstream);
  };
  for (const image of images) visit(image);
  return [...reached.values()];
}

function at(path: string): string {
  return `{workspaceRoot}/${path}`;
}

function not(path: string): string {
  return `!${at(path)}`;
}
