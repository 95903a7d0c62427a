import { posix } from 'node:path';
import { isFolderContext } from '../../dockerfile/context-kind';
import { DOCKERFILE_NAMES } from '../../dockerfile/dockerfile-name';
import { imageClosure } from '../../python/projects/image-closure';
import type { LockRoot, PythonProject } from '../../python/pyproject/python-project';
import { UNBUILT_FOLDERS, wheelEntries } from '../../python/wheels/wheel-entries';
import { installers, readSelection } from '../installers/installers';
import type { Image } from '../model/image';
import { dockerfileOf } from '../model/image-catalogue';
import type { ImageModel } from '../model/image-model';
import { isGeneratedService } from '../model/is-generated-service';
import { LAYER_GROUPS_FILE } from '../shared-layers/layer-groups';
import { inputPattern } from './input-pattern';
import { rootInputs, rootParts } from './root-inputs';
import { isWithin, type ReadSetting, readSettings, takenPaths } from './taken-paths';

/** One entry of a target's `inputs` in Nx's terms. */
export type TargetInput = string | { readonly externalDependencies: readonly string[] };

/** What decides the inputs of an image besides its model. */
export interface ImageContext {
  readonly model: ImageModel;
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
  readonly lockRoots: readonly LockRoot[];
  /** Whether a file exists; path relative to the workspace root. */
  readonly hasFile: (file: string) => boolean;
  /** Names of what lies in a folder. */
  readonly list: (folder: string) => readonly string[];
  /** A path of the workspace and those that links on its way lead to, wildcards included. */
  readonly followLinks: (path: string) => readonly string[];
}

/**
 * The file sets that decide a project's images, and no others: `nx affected` selects an image by them.
 * They are the folders of the project, of the images it is built from and of the libraries they all
 * hold, without caches, the locks with their pyprojects, and whatever else of the context the Dockerfiles name, as
 * BuildKit reads them with the options that are configured. Tests and what builds leave behind are among them only
 * where a hand-written Dockerfile takes them: one that takes the whole context depends on all of it.
 *
 * @param images images of one project
 */
export function imageInputs(
  images: readonly Image[],
  context: ImageContext,
): readonly TargetInput[] {
  const { model, python, hasFile, followLinks } = context;
  const [first] = images;
  if (!first) return [];
  const reached = withUpstream(images, model);
  const roots = new Set(reached.map(({ root }) => root));
  const libraries = reached
    .flatMap((image) =>
      librariesOf(image, context).filter((dir) => dir !== '.' || takesRoot(image, model)),
    )
    .filter((dir) => !roots.has(dir));
  const folders = [...new Set([...roots, ...libraries])]
    .filter((root) => root !== first.root)
    .sort();
  const locks = [...roots].flatMap((root) => lockFilesOf(python.get(root)));
  const applied = new Map(reached.map((image) => [image, readSettings(image, model)]));
  const sources = [...applied].flatMap(([image, settings]) => takenPaths(image, settings));
  const taken = [...new Set(sources.flatMap((source) => followLinks(source)))];
  const whole = [first.root, ...folders].filter(
    (folder) => folder !== '.' || rootParts(reached, context) === undefined,
  );
  const named = taken.filter((path) => !whole.some((folder) => isWithin(path, folder)));
  return [
    ...[first.root, ...folders].flatMap((folder) => {
      const takenThere = [...taken, ...wheelPathsOf(folder, context)];
      const parts = folder === '.' ? rootParts(reached, context) : undefined;
      if (parts) return rootInputs(parts, takenThere);
      // Nx has no words for the files of the root's project alone, except in that project.
      return folder === '.' && first.root !== '.'
        ? ['{workspaceRoot}/**/*']
        : folderInputs(folder, takenThere);
    }),
    ...otherDockerfiles(images, model),
    ...[...new Set(libraries)].sort().flatMap((root) => dockerfilesOf(root, model)),
    ...[...new Set([...locks, ...named])]
      .sort()
      .flatMap((path) => (locks.includes(path) || hasFile(path) ? [at(path)] : folderOrFile(path))),
    ...ignoreInputs(applied, context),
    ...layersInputs(reached, context),
    '!{workspaceRoot}/**/__pycache__/**',
    '!{workspaceRoot}/**/*.py[cod]',
    // Without an entry of this kind every change of the npm lock would select every image.
    { externalDependencies: [] },
  ];
}

/** Folders of the libraries an image holds; where its Dockerfile does not say which extras, of all. */
function librariesOf(image: Image, { model, python, lockRoots }: ImageContext): readonly string[] {
  const { root } = image;
  const project = python.get(root);
  const file = dockerfileOf(model.catalogue, image);
  if (!project || !file) return [];
  const selection = readSelection(file, project) ?? { extras: project.extras, groups: [] };
  return selection.extras.length + selection.groups.length === 0
    ? project.closure
    : imageClosure({ python, lockRoots }, root, selection);
}

/**
 * Whether an image holds a library in the workspace root with whatever that takes. A hand-written Dockerfile copies of
 * it what it names, and the rest of the root is everything else.
 */
function takesRoot(image: Image, { catalogue }: ImageModel): boolean {
  const file = dockerfileOf(catalogue, image);
  return file === undefined || isGeneratedService(file);
}

/** @param taken what Dockerfiles and wheels take by name, relative to the workspace root */
function folderInputs(root: string, taken: readonly string[]): string[] {
  const isOdd = inputPattern(root) !== root;
  const folder = root === '.' ? '{projectRoot}' : at(root);
  const unbuilt = UNBUILT_FOLDERS.filter((name) => {
    const path = posix.join(root, name);
    return !taken.some((source) => isWithin(path, source) || isWithin(source, path));
  });
  // Not every globber accepts braces with one alternative.
  const left = unbuilt.length > 0 ? `{${[...unbuilt, '.venv'].join()}}` : '.venv';
  const all = `${folder}/**/*`;
  return isOdd ? [all] : [all, `!${folder}/${left}/**`];
}

/** What the wheel of a project takes of its folder, where generated ignore files let it in. */
function wheelPathsOf(
  folder: string,
  { python, hasFile }: Pick<ImageContext, 'python' | 'hasFile'>,
): readonly string[] {
  const project = python.get(folder);
  const entries = project ? wheelEntries(project.pyproject, hasFile) : [];
  return entries.map((entry) => posix.join(folder, entry));
}

function folderOrFile(path: string): string[] {
  return path === '.' ? ['{workspaceRoot}/**/*'] : [at(path), `${at(path)}/**/*`];
}

/** Dockerfiles of the project that none of the images is built from. */
function otherDockerfiles(images: readonly Image[], { byRoot }: ImageModel): string[] {
  const used = new Set(images.map(({ dockerfile }) => dockerfile));
  const all = images.flatMap(({ root }) => byRoot.get(root) ?? []);
  const others = all.map(({ dockerfile }) => dockerfile).filter((file) => !used.has(file));
  // A pattern that may name another file as well leaves nothing out.
  const known = [...new Set(others)].filter((file) => inputPattern(file) === file).sort();
  return known.flatMap((file) => [not(file), not(`${file}.dockerignore`)]);
}

/** The Dockerfiles of a library that is a service as well are not part of what others take of it. */
function dockerfilesOf(root: string, { byRoot }: ImageModel): string[] {
  return byRoot.has(root) && root !== '.' && inputPattern(root) === root
    ? [not(`${root}/{${DOCKERFILE_NAMES},*.dockerignore}`)]
    : [];
}

function lockFilesOf(project: PythonProject | undefined): string[] {
  if (!project) return [];
  const { dir, installer, groups } = project;
  const files = installers[installer].lockFiles(project, { package: '', extras: [], groups });
  return files.filter((file) => !isWithin(file, dir));
}

/**
 * Ignore files besides those in the projects' folders. BuildKit reads that of the context only where the Dockerfile
 * has none beside it, and of a named context its own. One that is not there is an input too: it may have been removed.
 */
function ignoreInputs(
  applied: ReadonlyMap<Image, readonly ReadSetting[]>,
  { hasFile, followLinks }: Pick<ImageContext, 'hasFile' | 'followLinks'>,
): string[] {
  const files = [...applied].flatMap(([image, settings]) =>
    settings.flatMap(({ dockerfile, context, contextPaths }) => {
      const isRead = contextPaths.length > 0 && !hasFile(`${image.dockerfile}.dockerignore`);
      return [
        ...(isRead && context !== image.root ? [context] : []),
        ...Object.values(dockerfile.arguments.contexts ?? {}).filter(isFolderContext),
      ];
    }),
  );
  const names = files.flatMap((folder) => followLinks(posix.join(folder, '.dockerignore')));
  return [...new Set(names)].sort().map(at);
}

/** Which packages come in shared layers, for an image that may have some. */
function layersInputs(images: readonly Image[], { model, hasFile }: ImageContext): string[] {
  const mayShare = images.some((image) => {
    const file = dockerfileOf(model.catalogue, image);
    return file !== undefined && isGeneratedService(file);
  });
  return mayShare && hasFile(LAYER_GROUPS_FILE) ? [at(LAYER_GROUPS_FILE)] : [];
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

/** @param path one path, in which whatever is special to Nx means itself */
function at(path: string): string {
  return `{workspaceRoot}/${inputPattern(path)}`;
}

function not(pattern: string): string {
  return `!{workspaceRoot}/${pattern}`;
}
