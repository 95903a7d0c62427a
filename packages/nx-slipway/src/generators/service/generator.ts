import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { withRelock } from '../../workspace/locks/with-relock';
import { applyEdits } from '../apply-edits';
import { changeWorkspace } from '../change-workspace';
import { type ChosenEdits, chooseEdits } from '../choose-edits';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { lockWays } from '../lock-ways';
import { finishService } from './finish-service';
import { type PlannedImages, planImages } from './plan-images';
import { readService, type ServiceFacts } from './read-service';
import type { ServiceSchema } from './schema';
import { serviceWarnings } from './service-warnings';

/** Where this generator sends what it says, for another generator that calls it. */
export interface ServiceVoice {
  /** Where a file goes that is moved before the callback is called. */
  readonly finalOf: (file: string) => string;
  /** Takes what changes in files that exist. */
  readonly inform: (text: string) => void;
  /** Takes what to type next, a line each. */
  readonly hint: (lines: readonly string[]) => void;
}

const VOICE: ServiceVoice = {
  finalOf: (file) => file,
  inform: (text) => logger.info(text),
  hint: (lines) => logger.info(lines.join('\n')),
};

/** Writes the Dockerfile of a Python project, and creates the project if it is missing. */
export default async function serviceGenerator(
  tree: Tree,
  schema: ServiceSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateService(tree, schema));
}

/** Writes the Dockerfile of a Python project into a tree that is guarded already. */
export async function generateService(
  tree: Tree,
  schema: ServiceSchema,
  { finalOf, inform, hint }: ServiceVoice = VOICE,
): Promise<GeneratorCallback> {
  const facts = await readService(tree, schema);
  const planned = planImages(tree, facts);
  const chosen = await writeImages(tree, planned, facts);
  for (const each of chosen.changes) inform(each);
  const said = withRelock(serviceWarnings(planned, chosen, facts), lockWays(facts.workspace));
  const warnings = said.map((warning): Problem => {
    const place = 'place' in warning ? warning.place : undefined;
    return place
      ? ({ ...warning, place: { ...place, file: finalOf(place.file) } } as Problem)
      : warning;
  });
  return () => finishService(tree, { ...planned, ...chosen, warnings }, facts, hint);
}

/** Writes what differs and may be written, and the build contexts that follow from it. */
async function writeImages(
  tree: Tree,
  { images, builder }: PlannedImages,
  { force, workspace: { read } }: ServiceFacts,
): Promise<ChosenEdits> {
  for (const change of builder.changes) logger.warn(formatProblem(change));
  const dockerfiles = images.map(({ edit }) => edit);
  const chosen = chooseEdits(dockerfiles, read, {
    force: force ? dockerfiles.map(({ file }) => file) : [],
  });
  const edits = [...chosen.edits, ...chooseEdits(builder.edits, read).edits];
  applyEdits(tree, edits);
  await syncIgnoreFiles(tree);
  return { ...chosen, edits };
}
