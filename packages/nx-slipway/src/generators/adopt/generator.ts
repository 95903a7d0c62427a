import { posix } from 'node:path';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import type { Stage } from '../../dockerfile/dockerfile';
import { roleOfFile } from '../../dockerfile/dockerfile-name';
import { finalStages } from '../../dockerfile/final-stages';
import { readAdoption } from '../../images/adoption/read-adoption';
import { findStacks } from '../../images/model/stacks';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { type RunCommand, runCommand } from '../../process/run-command';
import { openLock } from '../../workspace/locks/open-lock';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { ask } from '../ask';
import { changeWorkspace } from '../change-workspace';
import { checkImages, namedImages } from './adopted-images';
import { readAdoptionFacts } from './adoption-facts';
import { describeAdoption, leftInstructions, nextSteps } from './adoption-report';
import { chooseAdoptedStack } from './choose-adopted-stack';
import { adoptedPairs, compareAdopted } from './compare-adopted';
import { findAdopted } from './find-adopted';
import { findDockerfile, stagesToAdopt } from './find-dockerfile';
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

async function adopt(
  tree: Tree,
  schema: AdoptSchema,
  run: RunCommand,
): Promise<GeneratorCallback | undefined> {
  const {
    image: wantedImage = 'adopted',
    force = false,
    replace = false,
    compare = false,
  } = schema;
  if (compare && replace) throw new ProblemsError([BOTH]);
  const workspace = await readTreeWorkspace(tree);
  const project = findAdopted(schema.project, workspace);
  const name =
    [...workspace.projects].find(([, root]) => root === project.dir)?.[0] ?? schema.project;
  const found = await findDockerfile(schema.dockerfile, { name, dir: project.dir }, workspace, ask);
  if (found.kind === 'none') throw new ProblemsError(found.problems);
  if (found.kind === 'generated') {
    logger.info(`Nothing to adopt: nx-slipway has generated ${found.files.join(', ')}.`);
    return undefined;
  }
  const { dockerfile } = found;
  const chosen = stagesToAdopt(dockerfile, schema.stage);
  if ('problem' in chosen) throw new ProblemsError([chosen.problem]);
  const lock = openLock(project, { read: workspace.read, workspace: workspace.model });
  if (lock.broken.length > 0) throw new ProblemsError(lock.broken);
  const others = finalStages(dockerfile).filter((each) => !chosen.stages.includes(each));
  const images = namedImages(
    chosen.stages.map((stage) => ({
      ...nameOf(stage, {
        file: dockerfile.file,
        isOnly: chosen.stages.length + others.length === 1,
      }),
      ...(stage.name !== undefined && { stage: stage.name }),
      adoption: readAdoption(
        dockerfile,
        stage,
        readAdoptionFacts(tree, { dockerfile, stage }, { project, workspace, lock }),
      ),
    })),
    { dir: project.dir, wanted: wantedImage },
  );
  const [first] = images;
  if (!first) throw new Error(`${dockerfile.file} has no stage`);
  const stack = chooseAdoptedStack(first.adoption.base, schema.stack, {
    place: { file: dockerfile.file, line: dockerfile.stages[0]?.line ?? 1 },
    stacks: findStacks(workspace.model.images.catalogue),
    isFree: (each) =>
      !workspace.projects.has(each) && workspace.list(posix.join('images', each)).length === 0,
  });
  if ('problems' in stack) throw new ProblemsError(stack.problems);
  const problems: readonly Problem[] = [
    ...checkImages(images, { project: name, workspace, force }),
    ...(replace ? await checkReplace() : []),
  ];
  if (problems.length > 0) throw new ProblemsError(problems);

  const standing = images.filter(({ file }) => workspace.read(file) !== undefined && !force);
  const written = images.filter((each) => !standing.includes(each));
  const callbacks = await writeAdoption(tree, written, { stack, project: project.dir, force });
  if (replace) {
    const moves = images.map(({ file, final }) => ({ from: file, to: final }));
    await replaceDockerfile(tree, dockerfile.file, moves);
  }
  for (const each of images) {
    logger.info(describeAdoption(each, { name, old: dockerfile.file, stack, replace }));
  }
  const after = compare ? await readTreeWorkspace(tree) : workspace;
  return async () => {
    for (const callback of callbacks) await callback();
    const kept = replace ? [] : standing;
    const notes: readonly Problem[] = [
      ...stack.warnings,
      ...kept.map(({ file }): Problem => ({ kind: 'file-kept', place: { file } })),
      ...images.flatMap(({ adoption }) => leftInstructions(adoption, dockerfile.file)),
    ];
    for (const note of new Set(notes.map(formatProblem))) logger.warn(note);
    if (compare) {
      const pairs = adoptedPairs(after, dockerfile.file, images);
      await compareAdopted(pairs, { root: tree.root, project, name, workspace, run });
    }
    logger.info(nextSteps(schema, { name, old: dockerfile.file }));
  };

  async function checkReplace(): Promise<readonly Problem[]> {
    const stages = others.map((each) => each.name ?? `${each.index}`);
    const partly: readonly Problem[] =
      stages.length === 0
        ? []
        : [
            {
              kind: 'adopt-part-replaced',
              place: { file: dockerfile.file },
              project: name,
              stages,
            },
          ];
    return [...partly, ...(await checkCommitted(tree, dockerfile.file, run))];
  }
}

/** With the old file gone there is nothing to compare with. */
const BOTH: Problem = {
  kind: 'generator-option-invalid',
  ...{ option: 'compare', value: 'true', expected: 'it without --replace, and --replace after it' },
};

/** The image that a stage makes now: without a name where the file and the stage need none. */
function nameOf(
  stage: Stage,
  { file, isOnly }: { readonly file: string; readonly isOnly: boolean },
): { readonly name?: string } {
  const name = isOnly ? roleOfFile(file) : (stage.name ?? roleOfFile(file));
  return name === undefined ? {} : { name };
}
