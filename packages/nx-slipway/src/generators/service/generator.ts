import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { applyEdits } from '../apply-edits';
import { changeWorkspace } from '../change-workspace';
import { type ChosenEdits, chooseEdits } from '../choose-edits';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { finishService } from './finish-service';
import { type PlannedImages, planImages } from './plan-images';
import { readService, type ServiceFacts } from './read-service';
import type { ServiceSchema } from './schema';
import { serviceWarnings } from './service-warnings';

/** Writes the Dockerfile of a Python project, and creates the project if it is missing. */
export default async function serviceGenerator(
  tree: Tree,
  schema: ServiceSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateService(tree, schema));
}

/**
 * Writes the Dockerfile of a Python project into a tree that is guarded already.
 *
 * @param finalOf where a file goes that is moved before the callback is called
 */
export async function generateService(
  tree: Tree,
  schema: ServiceSchema,
  finalOf: (file: string) => string = (file) => file,
): Promise<GeneratorCallback> {
  const facts = await readService(tree, schema);
  const planned = planImages(tree, facts);
  const chosen = await writeImages(tree, planned, facts);
  const warnings = serviceWarnings(planned, chosen, facts).map((warning): Problem => {
    const place = 'place' in warning ? warning.place : undefined;
    return place
      ? ({ ...warning, place: { ...place, file: finalOf(place.file) } } as Problem)
      : warning;
  });
  return () => finishService(tree, { ...planned, ...chosen, warnings }, facts);
}

/** Writes what differs and may be written, and the build contexts that follow from it. */
async function writeImages(
  tree: Tree,
  { images, builder }: PlannedImages,
  { force, workspace: { read } }: ServiceFacts,
): Promise<ChosenEdits> {
  for (const change of builder.changes) logger.warn(formatProblem(change));
  const dockerfiles = images.map(({ edit }) => edit);
  const chosen = chooseEdits([...dockerfiles, ...builder.edits], read, {
    force: force ? dockerfiles.map(({ file }) => file) : [],
  });
  applyEdits(tree, chosen.edits);
  await syncIgnoreFiles(tree);
  return chosen;
}
