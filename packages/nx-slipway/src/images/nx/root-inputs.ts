import type { PythonProject } from '../../python/pyproject/python-project';
import type { ModuleFiles } from '../../python/wheels/import-packages';
import { rootFolders } from '../../python/wheels/root-folders';
import { WORKSPACE_FILES } from '../bindings/ignore-file';
import type { Image } from '../model/image';
import { dockerfileOf } from '../model/image-catalogue';
import type { ImageModel } from '../model/image-model';
import { installsOnly, isGeneratedService } from '../model/is-generated-service';
import { isForDevelopment } from '../roles/is-for-development';
import { inputPattern } from './input-pattern';

/** What decides the inputs of the project in the workspace root. */
export interface RootContext extends ModuleFiles {
  readonly model: Pick<ImageModel, 'catalogue'>;
  /** By folder. */
  readonly python: ReadonlyMap<string, PythonProject>;
}

/**
 * The folders that the project in the workspace root is built from, as its generated ignore files have them;
 * undefined where it may be all of them.
 */
export function rootParts(
  images: readonly Image[],
  { model, python, hasFile, list }: RootContext,
): readonly string[] | undefined {
  const project = python.get('.');
  const own = images.filter(({ root }) => root === '.');
  const areGenerated = own.every((image) => {
    const file = dockerfileOf(model.catalogue, image);
    return (
      file !== undefined &&
      isGeneratedService(file) &&
      installsOnly(file) &&
      !isForDevelopment(file)
    );
  });
  return project && own.length > 0 && areGenerated
    ? rootFolders(project.pyproject, { hasFile, list })
    : undefined;
}

/**
 * The inputs for the files in the workspace root itself, and for folders of its project.
 *
 * @param taken what Dockerfiles and wheels take by name, relative to the workspace root
 */
export function rootInputs(
  folders: readonly string[],
  taken: readonly string[],
): readonly string[] {
  return [
    '{workspaceRoot}/*',
    ...WORKSPACE_FILES.filter((name) => !taken.includes(name)).map(
      (name) => `!{workspaceRoot}/${name}`,
    ),
    ...folders.map((folder) => `{workspaceRoot}/${inputPattern(folder)}/**/*`),
  ];
}
