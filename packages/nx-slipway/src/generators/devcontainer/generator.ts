import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { exposedPort } from '../../images/compose/exposed-port';
import { chooseDevStack } from '../../images/develop/choose-dev-stack';
import { ownDevImage } from '../../images/develop/developed-image';
import { dockerfileOf, imageStage } from '../../images/model/image-catalogue';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { applyEdits } from '../apply-edits';
import { changeWorkspace } from '../change-workspace';
import { chooseEdits } from '../choose-edits';
import { locatePythonProject, nxNameOf } from '../locate-python-project';
import { nothingToChange } from '../nothing-to-change';
import { planDevcontainer } from './plan-devcontainer';
import type { DevcontainerSchema } from './schema';

/** Writes the file by which an editor opens a Python project in a container. */
export default async function devcontainerGenerator(
  tree: Tree,
  schema: DevcontainerSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateDevcontainer(tree, schema));
}

async function generateDevcontainer(
  tree: Tree,
  schema: DevcontainerSchema,
): Promise<GeneratorCallback> {
  const workspace = await readTreeWorkspace(tree);
  const own = locatePythonProject(schema.project, workspace, 'devcontainer');
  const { images } = workspace.model;
  const { catalogue } = images;
  const project = nxNameOf(own, workspace);
  const ofProject = images.byRoot.get(own.dir) ?? [];
  const place = ownDevImage(ofProject, catalogue);
  const stack = place
    ? { dev: place }
    : chooseDevStack(undefined, { root: own.dir, project }, workspace.model);
  if ('problem' in stack) throw new ProblemsError([stack.problem]);
  const ports = ofProject.flatMap((image) => {
    const dockerfile = dockerfileOf(catalogue, image);
    return (dockerfile && exposedPort(dockerfile, imageStage(catalogue, image))) ?? [];
  });
  const edit = planDevcontainer({
    ...{ project, dir: own.dir, place: stack.dev, isOwn: place !== undefined },
    distribution: own.pyproject.normalizedName ?? project,
    ports: [...new Set(ports)].sort((a, b) => a - b),
    buildTarget: workspace.options.buildTargetName,
  });
  const { edits, kept, changes } = chooseEdits([edit], workspace.read, {
    force: schema.force ? [edit.file] : [],
  });
  for (const each of changes) logger.info(each);
  applyEdits(tree, edits);
  for (const note of kept) logger.warn(formatProblem(note));
  return () => {
    if (edits.length === 0 && kept.length === 0) logger.info(nothingToChange([edit.file]));
    if (edits.length > 0) logger.info(`Open the workspace in the container of ${edit.file}`);
  };
}
