import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { checkGitSources } from '../../images/bindings/check-git-sources';
import type { Problem } from '../../problems/problem';
import type { ChosenEdits } from '../choose-edits';
import { chosenWithoutLock } from './fit-to-lock';
import { isWritten, type PlannedImages } from './plan-images';
import type { ServiceFacts } from './read-service';

/**
 * Returns what the user should know of files that stay as they are, of the stack's builder and of each image. Notes on how
 * an image was planned are for those that are written.
 */
export function serviceWarnings(
  { images, builder }: PlannedImages,
  { edits, kept }: ChosenEdits,
  { workspace, lock, notes }: Pick<ServiceFacts, 'workspace' | 'lock' | 'notes'>,
): readonly Problem[] {
  const { catalogue } = workspace.model.images;
  const dockerfiles = new Map([
    ...catalogue.dockerfiles,
    ...images.map(({ edit: { file, content } }) => {
      return [file, parseDockerfile(workspace.read(file) ?? content, file).dockerfile] as const;
    }),
  ]);
  const isUnread = lock.broken.some(({ kind }) => kind !== 'lock-missing');
  const ofImages = images.flatMap((image): readonly Problem[] => {
    const { plan, locked, edit } = image;
    const isEdited = isWritten(image, edits);
    return [
      ...(isEdited ? plan.notes : []),
      ...locked.warnings,
      ...(isEdited && isUnread ? chosenWithoutLock([image]) : []),
      ...checkGitSources({ ...catalogue, dockerfiles }, edit.file, locked.fromGit),
      ...plan.warnings,
    ];
  });
  return [...notes, ...kept, ...builder.warnings, ...ofImages];
}
