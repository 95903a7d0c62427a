import { ignoreFile } from '../../images/bindings/ignore-file';
import type { SeamPlan } from '../../images/bindings/seam-plan';
import { VERSION_ARGUMENT } from '../../images/options/takes-version';
import { LOCK_NAMES } from '../../python/projects/detect-installer';
import { draftOwners } from './draft-owners';
import { draftShared } from './draft-shared';
import {
  bundleLibraries,
  emptyTarget,
  foundationTarget,
  installDockerfile,
  libraryDockerfile,
} from './generated-target';
import type { SeamScope } from './seam-scope';
import type { Link } from './target-drafts';
import { targetName } from './target-name';

/** The named contexts that stand in for an image's seams, by stage. */
export function draftSeams(seams: SeamPlan, scope: SeamScope): Readonly<Record<string, Link>> {
  const { imageId, drafts, workspaceRoot, stageLink } = scope;
  const contexts: Record<string, Link> = {};
  if (seams.lock) {
    const folder = targetName('lock', imageId);
    for (const [name, content] of Object.entries(seams.lock)) {
      drafts.addFile(`${folder}/${name}`, content);
    }
    contexts.lock = `${scope.runFolder}/${folder}`;
  }
  if (seams.foundation) {
    const { baseStage, builderStage, libraries, shared } = seams.foundation;
    const layers = {
      packages: shared ? draftShared(shared, scope) : [],
      libraries: libraries.length > 0 ? draftLayers(libraries, stageLink(builderStage), scope) : [],
    };
    contexts.libraries = shared
      ? draftOwners(imageId, shared, layers.packages, scope)
      : draftEmpty('/app', scope);
    const foundation = foundationTarget(workspaceRoot, stageLink(baseStage), layers);
    contexts.foundation = drafts.share(
      foundation,
      targetName('foundation', imageId),
      () => foundation,
    );
    if (seams.dependencies === 'nothing') {
      contexts.dependencies = draftEmpty('/venv', scope);
    } else if (seams.dependencies) {
      const step = seams.dependencies;
      const { lock = '' } = contexts;
      contexts.dependencies = drafts.define(targetName('dependencies', imageId), () => ({
        context: workspaceRoot,
        'dockerfile-inline': installDockerfile('builder', step),
        contexts: { builder: stageLink(builderStage), lock },
      }));
    }
  }
  return contexts;
}

function draftEmpty(folder: string, { drafts, workspaceRoot }: SeamScope): Link {
  return drafts.define(targetName('empty', folder.slice(1)), () =>
    emptyTarget(workspaceRoot, folder),
  );
}

/** One layer per library, or per bundle of them where there are too many. */
function draftLayers(
  libraries: readonly string[],
  builder: Link,
  scope: SeamScope,
): readonly Link[] {
  const links = libraries.map((directory) => draftLibrary(directory, builder, scope));
  return bundleLibraries(links).map((bundle, index) => {
    const [only] = bundle;
    return bundle.length === 1 && only !== undefined
      ? only
      : scope.drafts.define(targetName('bundle', scope.imageId, `${index + 1}`), () =>
          foundationTarget(scope.workspaceRoot, undefined, { packages: [], libraries: bundle }),
        );
  });
}

/** Locks that a library is developed with; no image of others is installed from them. */
const LOCKS = [LOCK_NAMES.poetry, LOCK_NAMES.uv];

/** A library's own target, the same for every image that is built in the same builder. */
function draftLibrary(
  directory: string,
  builder: Link,
  { drafts, workspaceRoot, runFolder, versions }: SeamScope,
): Link {
  const version = versions.get(directory);
  const name = targetName('library', directory, builder.replace(/^target:/, ''));
  return drafts.define(name, () => {
    drafts.addFile(`${name}.Dockerfile`, libraryDockerfile(directory, version !== undefined));
    const locks = LOCKS.map((lock) => `${directory}/${lock}\n`).join('');
    const ignored = `${ignoreFile({ projects: [directory] })}${locks}`;
    drafts.addFile(`${name}.Dockerfile.dockerignore`, ignored);
    return {
      context: workspaceRoot,
      dockerfile: `${runFolder}/${name}.Dockerfile`,
      contexts: { builder },
      ...(version !== undefined && { args: { [VERSION_ARGUMENT]: version } }),
    };
  });
}
