import { ignoreFile } from '../../images/bindings/ignore-file';
import type { StageBindings } from '../../images/bindings/stage-bindings';
import type { CrossInstall } from '../../images/installers/cross-install';
import { wheelsLock } from '../../images/installers/installer';
import { VERSION_ARGUMENT } from '../../images/options/takes-version';
import { LOCK_NAMES } from '../../python/projects/detect-installer';
import { isBuiltNowhere } from '../../python/wheels/package-wheels';
import { addConflictCheck } from './add-conflict-check';
import { addSharedLayers } from './add-shared-layers';
import type { Link } from './bake-file-builder';
import type { BindingScope } from './binding-scope';
import { addCrossDockerfile } from './cross-dockerfile';
import {
  bundleLibraries,
  emptyTarget,
  foundationTarget,
  installDockerfile,
  libraryDockerfile,
  type PackageLayers,
} from './generated-target';
import { targetName } from './target-name';

type BoundFoundation = NonNullable<StageBindings['foundation']>;

/** Adds the targets that replace stages of an image. @returns the named contexts, by stage. */
export function addStageBindings(
  bindings: StageBindings,
  scope: BindingScope,
): Readonly<Record<string, Link>> {
  const { imageId, bakeFile, workspaceRoot, stageLink, builderLink, isCrossed } = scope;
  const contexts: Record<string, Link> = {};
  if (bindings.lock) {
    const folder = targetName('lock', imageId);
    for (const [name, content] of Object.entries(bindings.lock)) {
      bakeFile.addFile(`${folder}/${name}`, content);
    }
    contexts.lock = `${scope.runFolder}/${folder}`;
  }
  if (bindings.foundation) {
    const { baseStage, builderStage, libraries, shared } = bindings.foundation;
    const packages = shared ? addSharedLayers(shared, scope) : [];
    const bundles =
      libraries.length > 0 ? addLibraryLayers(bindings.foundation, packages, scope) : [];
    const layers = { packages, libraries: bundles };
    const left = addDependencies(bindings, { builderStage, ...contexts }, scope);
    contexts.libraries = shared
      ? addConflictCheck(
          imageId,
          shared,
          { layers: packages.map(({ link }) => link), ...(left && { left }) },
          scope,
        )
      : addEmpty('/app', scope);
    const foundation = foundationTarget(
      workspaceRoot,
      { link: stageLink(baseStage), ...(scope.epoch !== undefined && { epoch: scope.epoch }) },
      layers,
    );
    contexts.foundation = bakeFile.share(
      foundation,
      targetName('foundation', imageId),
      () => foundation,
    );
    if (left) contexts.dependencies = left;
    else if (bindings.dependencies) contexts.dependencies = addEmpty('/venv', scope);
  }
  if (isCrossed && bindings.isPortable) {
    contexts.application = builderLink('application');
    bakeFile.markPortable(contexts.application);
  }
  return contexts;
}

/** What an image installs for itself beside shared layers; undefined for nothing, or where its own stage does it. */
function addDependencies(
  { dependencies, crossDependencies }: StageBindings,
  { builderStage, lock }: { readonly builderStage: string; readonly lock?: Link },
  scope: BindingScope,
): Link | undefined {
  const { imageId, bakeFile, workspaceRoot, builderLink, keptLink, crossing, isCrossed } = scope;
  if (dependencies === 'nothing') return undefined;
  const cross = isCrossed && lock !== undefined ? crossDependencies : undefined;
  const step = cross?.step ?? dependencies;
  if (step === undefined) return undefined;
  const name = targetName('dependencies', imageId);
  const isPortable = cross?.wheels.isSame === true;
  const link = bakeFile.define(name, () => {
    const isKept = crossDependencies && isBuiltNowhere(crossDependencies.wheels);
    const builder = (isKept ? keptLink : builderLink)(builderStage);
    const contexts = { builder, lock: lock ?? '' };
    return crossing && cross && !isPortable
      ? {
          context: workspaceRoot,
          'dockerfile-inline': addCrossDockerfile(name, cross, { bakeFile, crossing }),
          contexts: { ...contexts, ...addWheelsLocks(cross, scope) },
        }
      : {
          context: workspaceRoot,
          'dockerfile-inline': installDockerfile('builder', step),
          contexts,
        };
  });
  if (isPortable) bakeFile.markPortable(link);
  return link;
}

/** The locks that leave out what is built, as named contexts. */
function addWheelsLocks(
  { locks = {} }: CrossInstall,
  { imageId, bakeFile, runFolder }: BindingScope,
): Readonly<Record<string, Link>> {
  const folders = Object.entries(locks).map(([machine, files]) => {
    const folder = targetName(wheelsLock(machine), imageId);
    for (const [file, content] of Object.entries(files)) {
      bakeFile.addFile(`${folder}/${file}`, content);
    }
    return [wheelsLock(machine), `${runFolder}/${folder}`] as const;
  });
  return Object.fromEntries(folders);
}

function addEmpty(folder: string, { bakeFile, workspaceRoot }: BindingScope): Link {
  return bakeFile.define(targetName('empty', folder.slice(1)), () =>
    emptyTarget(workspaceRoot, folder),
  );
}

/** One layer per library, or per bundle of them where there are too many. */
function addLibraryLayers(
  { libraries, builderStage, ignored = {}, portable = [] }: BoundFoundation,
  packages: readonly PackageLayers[],
  scope: BindingScope,
): readonly Link[] {
  const links = libraries.map((directory) => {
    const isPortable = portable.includes(directory);
    const builder = (isPortable ? scope.keptLink : scope.builderLink)(builderStage);
    const link = addLibrary(directory, ignored[directory] ?? [], builder, scope);
    if (scope.crossing && isPortable) scope.bakeFile.markPortable(link);
    return link;
  });
  const taken = packages.reduce((sum, { folders }) => sum + folders.length, 0);
  return bundleLibraries(links, taken).map((bundle, index) => {
    const [only] = bundle;
    return bundle.length === 1 && only !== undefined
      ? only
      : scope.bakeFile.define(targetName('bundle', scope.imageId, `${index + 1}`), () =>
          foundationTarget(scope.workspaceRoot, undefined, { packages: [], libraries: bundle }),
        );
  });
}

/** Locks that a library is developed with; no image of others is installed from them. */
const LOCKS = [LOCK_NAMES.poetry, LOCK_NAMES.uv];

/** A library's own target, the same for every image that is built in the same builder. */
function addLibrary(
  directory: string,
  carried: readonly string[],
  builder: Link,
  { bakeFile, workspaceRoot, runFolder, versions }: BindingScope,
): Link {
  const version = versions.get(directory);
  const name = targetName('library', directory, builder.replace(/^target:/, ''));
  return bakeFile.define(name, () => {
    bakeFile.addFile(`${name}.Dockerfile`, libraryDockerfile(directory, version !== undefined));
    const locks = LOCKS.map((lock) => `${directory}/${lock}\n`).join('');
    const ignored = `${ignoreFile({ projects: [directory], carried })}${locks}`;
    bakeFile.addFile(`${name}.Dockerfile.dockerignore`, ignored);
    return {
      context: workspaceRoot,
      dockerfile: `${runFolder}/${name}.Dockerfile`,
      contexts: { builder },
      ...(version !== undefined && { args: { [VERSION_ARGUMENT]: version } }),
    };
  });
}
