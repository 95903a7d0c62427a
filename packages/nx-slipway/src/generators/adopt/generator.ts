import { posix } from 'node:path';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { problemGroups } from '../../problems/format-problems';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { type RunCommand, runCommand } from '../../process/run-command';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { ask } from '../ask';
import { changeWorkspace } from '../change-workspace';
import { nothingToChange } from '../nothing-to-change';
import { chooseInstaller } from '../service/project/choose-installer';
import type { NamedImage } from './adopted-images';
import { describeAdoption, leftInstructions, nextSteps, staleWords } from './adoption-report';
import { adoptedPairs, compareAdopted } from './compare-adopted';
import { findAdopted } from './find-adopted';
import { type AdoptionPlan, planAdoption } from './plan-adoption';
import { type AdoptedFile, readAdopted } from './read-adopted';
import { checkCommitted, replaceDockerfile } from './replace-dockerfile';
import type { AdoptSchema } from './schema';
import { writeAdoption } from './write-adoption';

/**
 * Writes a generated Dockerfile that makes an image like that of a hand-written one.
 *
 * @param run calls git, also under `--dry-run`: what it has of the old file is part of the plan
 */
export default async function adoptGenerator(
  tree: Tree,
  schema: AdoptSchema,
  run: RunCommand = runCommand,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => adopt(tree, schema, run));
}

/** What one run works with. */
interface AdoptRun {
  readonly schema: AdoptSchema;
  readonly run: RunCommand;
  readonly workspace: TreeWorkspace;
  readonly adopted: AdoptedFile;
  readonly plan: AdoptionPlan;
}

async function adopt(
  tree: Tree,
  schema: AdoptSchema,
  run: RunCommand,
): Promise<GeneratorCallback | undefined> {
  if (schema.compare && schema.replace) throw new ProblemsError([BOTH]);
  const workspace = await readChosen(tree, schema);
  const adopted = await readAdopted(schema, workspace);
  if ('generated' in adopted) {
    logger.info(`Nothing to adopt: nx-slipway has generated ${adopted.generated.join(', ')}.`);
    return undefined;
  }
  const plan = planAdoption(tree, adopted, { schema, workspace });
  const installer = await undecided(adopted, plan);
  if (installer !== undefined) return await adopt(tree, { ...schema, installer }, run);
  const { file } = adopted.dockerfile;
  const uncommitted = schema.replace ? await checkCommitted(tree, file, run) : [];
  const problems = [...plan.problems, ...uncommitted];
  if (problems.length > 0) throw new ProblemsError(problems);
  return await writeImages(tree, { schema, run, workspace, adopted, plan });
}

/** The workspace in which the project has the installer that is asked for. */
async function readChosen(tree: Tree, { project, installer }: AdoptSchema): Promise<TreeWorkspace> {
  const workspace = await readTreeWorkspace(tree);
  if (installer === undefined) return workspace;
  const { dir } = findAdopted(project, workspace);
  return await readTreeWorkspace(tree, new Map([[dir, installer]]));
}

/** The answer to who installs, where several locks lie around the project and the Dockerfile does not tell. */
async function undecided(
  { project }: AdoptedFile,
  { images }: AdoptionPlan,
): Promise<AdoptSchema['installer']> {
  const isTold = images.every(({ adoption }) => adoption.options.installer !== undefined);
  if (isTold || project.claims.length < 2) return undefined;
  const choice = await chooseInstaller(project, undefined, ask);
  if ('problem' in choice) throw new ProblemsError([choice.problem]);
  return choice.installer;
}

/** Writes what is not there, and says what became of each instruction. @returns what comes after the files */
async function writeImages(tree: Tree, context: AdoptRun): Promise<GeneratorCallback> {
  const { schema, workspace, adopted, plan } = context;
  const { installer, force = false, replace = false, compare = false } = schema;
  const { images, stack } = plan;
  const { name, project, dockerfile } = adopted;
  const isThere = ({ file }: NamedImage): boolean => workspace.read(file) !== undefined && !force;
  // A file that is compared or moved is taken as it is.
  const planned = images.filter((each) => !(isThere(each) && (replace || compare)));
  const writing = { stack, project, installer, force, replace };
  const { callbacks, kept, changes, hints } = await writeAdoption(tree, planned, writing);
  const isNew = !images.every(isThere);
  if (replace) {
    const moves = images.map(({ file, final }) => ({ from: file, to: final }));
    await replaceDockerfile(tree, dockerfile.file, moves);
  }
  for (const each of images) {
    logger.info(describeAdoption(each, { name, old: dockerfile.file, stack, installer, replace }));
  }
  for (const each of changes) logger.info(each);
  const after = compare ? await readTreeWorkspace(tree) : undefined;
  return async () => {
    for (const callback of callbacks) await callback();
    sayWhatIsLeft(kept, context);
    if (!isNew && kept.length === 0 && !replace) {
      logger.info(nothingToChange(images.map(({ file }) => file)));
    }
    if (hints.size > 0) logger.info([...hints].join('\n'));
    if (after) await compareAll(tree.root, after, context);
    // Who has written a file has said how to build its image.
    if (!replace || callbacks.length === 0) {
      logger.info(nextSteps(schema, { name, old: dockerfile.file }));
    }
  };
}

function sayWhatIsLeft(kept: readonly Problem[], { adopted, plan, workspace }: AdoptRun): void {
  const { dir } = adopted.project;
  const notes: readonly Problem[] = [
    ...plan.stack.warnings,
    ...kept,
    ...plan.images.flatMap(({ adoption }) => leftInstructions(adoption, adopted.dockerfile.file)),
    ...plan.images.flatMap(({ adoption }) => staleWords(adoption, dir, workspace.read)),
  ];
  for (const note of problemGroups(notes)) logger.warn(note);
}

/** @param after the workspace with the new images */
async function compareAll(
  root: string,
  after: TreeWorkspace,
  { adopted: { dockerfile, project, name }, plan, workspace, run }: AdoptRun,
): Promise<void> {
  const pairs = adoptedPairs(after, dockerfile.file, plan.images);
  if (pairs.length < plan.images.length) {
    const file = posix.join(project.dir, 'hand.Dockerfile');
    throw new ProblemsError([
      { kind: 'adopt-not-compared', place: { file: dockerfile.file }, file },
    ]);
  }
  await compareAdopted(pairs, { root, project, name, workspace, run });
}

/** With the old file gone there is nothing to compare with. */
const BOTH: Problem = {
  kind: 'generator-option-invalid',
  ...{ option: 'compare', value: 'true', expected: 'it without --replace, and --replace after it' },
};
