import type { Problem } from '../../problems/problem';
import type { Image } from '../model/image';
import type { ImageCatalogue } from '../model/image-catalogue';
import { applicationStage, takesVersion } from './takes-version';

/**
 * Images whose project has a version from git that their Dockerfile does not take.
 *
 * @param versions by folder of the project
 */
export function planVersionNotes(
  catalogue: ImageCatalogue,
  images: readonly Image[],
  versions: ReadonlyMap<string, string>,
): readonly Problem[] {
  return images.flatMap((image): Problem[] => {
    const version = versions.get(image.root);
    const application = applicationStage(catalogue, image);
    const place = { file: image.dockerfile, ...(application && { line: application.line }) };
    return version !== undefined && application && !takesVersion(application)
      ? [{ kind: 'version-arg-missing', place, version }]
      : [];
  });
}
