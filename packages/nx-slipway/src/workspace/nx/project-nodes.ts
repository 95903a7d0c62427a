import { posix } from 'node:path';
import type { CreateNodesResultArray, ProjectConfiguration } from '@nx/devkit';
import type { ListFolder } from '../../images/model/build-context';
import type { NamedFolder } from '../../images/model/project-names';
import type { DevTargetNames } from '../../images/nx/dev-targets';
import { imageInputs } from '../../images/nx/image-inputs';
import { imageTargets, type TargetNames } from '../../images/nx/image-targets';
import { sourceRoot } from '../../images/nx/source-root';
import type { WorkspaceModel } from '../model/workspace-model';
import { allDevTargets, hasDevTargets } from './all-dev-targets';

/** What nodes are made from besides the folders. */
export interface NodeContext {
  readonly model: WorkspaceModel;
  /** Names of projects by folder. */
  readonly names: ReadonlyMap<string, string>;
  readonly targetNames: Required<Omit<TargetNames, 'publishTargetName'>> & DevTargetNames;
  /** Names of targets that files in a folder say how to run. */
  readonly takenTargets: (root: string) => ReadonlySet<string>;
  /** `nx release` versions projects by this plugin. */
  readonly isReleasing: boolean;
  readonly hasFile: (file: string) => boolean;
  readonly list: ListFolder;
  readonly followLinks: (path: string) => readonly string[];
}

type ProjectMetadata = NonNullable<ProjectConfiguration['metadata']>;

/** The groups in which Nx shows the targets. */
const IMAGES = 'Container images';
const DEVELOPMENT = 'Development';

/** The Nx projects of the given folders, in their order, with the targets of their images. */
export function projectNodes(
  folders: readonly NamedFolder[],
  { model, names, targetNames, takenTargets, isReleasing, hasFile, list, followLinks }: NodeContext,
): CreateNodesResultArray {
  const { images: imageModel, python, lockRoots } = model;
  const context = { model: imageModel, python, lockRoots, hasFile, list, followLinks };
  const bases = new Set(
    [...imageModel.links.values()].flatMap(({ upstream }) =>
      upstream.flatMap(({ image, reference }) => (reference.how === 'from' ? [image.id] : [])),
    ),
  );
  return folders.map(({ root, file, given }) => {
    const name = names.get(root);
    const images = model.images.byRoot.get(root) ?? [];
    const { runTargetName, pushTargetName, buildTargetName, checkBaseTargetName } = targetNames;
    const isBase = images.every(({ id }) => bases.has(id));
    // What has a package.json is published to npm by another plugin.
    const isOurs = python.has(root) || !hasFile(posix.join(root, 'package.json'));
    const { targets, namedInputs } = imageTargets(
      images,
      {
        ...{ buildTargetName, checkBaseTargetName },
        ...((python.has(root) || model.handWritten.has(root)) && { runTargetName }),
        ...(!isBase && { pushTargetName }),
        ...(isReleasing && isOurs && { publishTargetName: 'nx-release-publish' }),
      },
      (some) => imageInputs(some, context),
    );
    const own = python.get(root);
    const pyproject = own?.pyproject;
    const description = pyproject?.metadata.description;
    const dev =
      own && hasDevTargets(targetNames)
        ? allDevTargets(targetNames, {
            ...{ name: name ?? root, project: own, buildTargetName, list },
            lockRoot: lockRoots.find(({ dir }) => dir === own.lockDir),
            taken: new Set([...takenTargets(root), ...Object.keys(targets)]),
            ...{ images, model: imageModel },
          })
        : {};
    const groups = {
      ...(images.length > 0 && { [IMAGES]: Object.keys(targets) }),
      ...(Object.keys(dev).length > 0 && { [DEVELOPMENT]: Object.keys(dev) }),
    };
    const metadata: ProjectMetadata = {
      ...(description !== undefined && { description }),
      ...(Object.keys(groups).length > 0 && { targetGroups: groups }),
    };
    const project: Omit<ProjectConfiguration, 'root'> = {
      // The same name Nx gives the folder if it has one for it: a package.json outside of the package
      // manager's workspaces names nothing by itself.
      ...(name !== undefined && { name }),
      ...(given === undefined && { projectType: images.length > 0 ? 'application' : 'library' }),
      ...(pyproject && { sourceRoot: sourceRoot(root, list) }),
      ...(Object.keys(metadata).length > 0 && { metadata }),
      ...(Object.keys(groups).length > 0 && {
        targets: { ...dev, ...(images.length > 0 && targets) } as unknown as NonNullable<
          ProjectConfiguration['targets']
        >,
      }),
      ...(images.length > 0 && {
        namedInputs: namedInputs as ProjectConfiguration['namedInputs'] & object,
      }),
    };
    return [file, { projects: { [root]: project } }];
  });
}
