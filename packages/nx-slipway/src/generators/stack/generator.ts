import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { workspaceEngine } from '../../engine/engine-of';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { readRequiredInstaller } from '../../workspace/bindings/read-required-installer';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { applyEdits } from '../apply-edits';
import { brokenPyprojects } from '../broken-pyprojects';
import { changeWorkspace } from '../change-workspace';
import { chooseEdits } from '../choose-edits';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { nothingToChange } from '../nothing-to-change';
import { editStack } from './edit-stack';
import { normalizeStackOptions } from './normalize-stack-options';
import { pinBase } from './pin-base';
import { readStackTemplates } from './read-stack-templates';
import type { StackSchema } from './schema';

/** Writes the shared stages that the images of Python services start from. */
export default async function stackGenerator(
  tree: Tree,
  schema: StackSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateStack(tree, schema));
}

/**
 * Writes a stack into a tree that is guarded already.
 *
 * @param users folders of the projects that it is made for; all if absent
 */
export async function generateStack(
  tree: Tree,
  schema: StackSchema,
  users?: readonly string[],
): Promise<GeneratorCallback> {
  const options = normalizeStackOptions(schema);
  const { options: plugin, model, projects, read, list } = await readTreeWorkspace(tree);
  const plan = editStack(options, {
    namespace: plugin.namespace,
    buildTarget: plugin.buildTargetName,
    projects,
    python: [...model.python.values()],
    ...(users !== undefined && { users }),
    otherStacks: [...model.images.catalogue.images.values()]
      .filter(({ name, project }) => name === 'base-builder' && project !== options.name)
      .map(({ project }) => project),
    lockRoots: model.lockRoots,
    required: [...model.python.values()].flatMap(
      (project) => readRequiredInstaller(project, model, read) ?? [],
    ),
    ...{ read, list, isFile: (path) => tree.isFile(path) },
    templates: readStackTemplates(),
  });
  const chosen = workspaceEngine(plugin.engine);
  // A root that cannot be read may have declared what the stack is chosen by.
  const problems = [...brokenPyprojects(['.'], model.problems), ...plan.problems];
  if ('problem' in chosen) throw new ProblemsError([...problems, chosen.problem]);
  if (problems.length > 0) throw new ProblemsError(problems);
  const force = options.force ? plan.edits.map(({ file }) => file) : [];
  const { edits, kept, changes } = chooseEdits(plan.edits, read, { force });
  for (const each of changes) logger.info(each);
  applyEdits(tree, edits);
  await syncIgnoreFiles(tree);
  const { from, references, project, buildTarget } = plan.view;
  const isWritten = edits.some(({ file }) => file === plan.dockerfile);
  return async () => {
    for (const problem of [...kept, ...plan.warnings]) logger.warn(formatProblem(problem));
    if (edits.length === 0 && kept.length === 0) {
      logger.info(nothingToChange([plan.dockerfile]));
    }
    if (isWritten && options.pin && !from.includes('@')) {
      const written = { stack: project, file: plan.dockerfile, reference: from };
      await pinBase(tree.root, written, chosen.engine);
    }
    if (isWritten) {
      logger.info(
        `Build ${references.base} and ${references.builder}: nx ${buildTarget} ${project}\nMake a service on them: nx g nx-slipway:service api --role=http`,
      );
    }
  };
}
