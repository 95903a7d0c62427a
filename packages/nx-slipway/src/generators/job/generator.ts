import { posix } from 'node:path';
import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { readSelection } from '../../images/installers/installers';
import type { Image } from '../../images/model/image';
import { isGeneratedService } from '../../images/model/is-generated-service';
import { installsService } from '../../images/model/layout-of-dockerfile';
import { isForDevelopment } from '../../images/roles/is-for-development';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import type { PythonProject } from '../../python/pyproject/python-project';
import { importPackages } from '../../python/wheels/import-packages';
import { openLock } from '../../workspace/locks/open-lock';
import { readTreeWorkspace, type TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { applyEdits } from '../apply-edits';
import { brokenPyprojects } from '../broken-pyprojects';
import { changeWorkspace } from '../change-workspace';
import { changesOf } from '../choose-edits';
import { locatePythonProject, nxNameOf } from '../locate-python-project';
import { nothingToChange } from '../nothing-to-change';
import { installedPackages } from '../service/entry/installed-packages';
import { type CommandFacts, readCommand } from '../service/entry/read-command';
import { readPythonSources } from '../service/entry/read-python-sources';
import { sourceModules } from '../service/entry/source-modules';
import { copiedFiles } from '../service/runtime/kept-runtime';
import { chooseImage } from './choose-image';
import { planJob } from './plan-job';
import type { JobSchema } from './schema';

/** Adds a target that runs another command in an image of a Python project. */
export default async function jobGenerator(
  tree: Tree,
  schema: JobSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateJob(tree, schema));
}

async function generateJob(tree: Tree, schema: JobSchema): Promise<GeneratorCallback> {
  const name = schema.name.trim();
  const workspace = await readTreeWorkspace(tree);
  const project = locatePythonProject(schema.project, workspace, 'job');
  const images = workspace.model.images.byRoot.get(project.dir) ?? [];
  const chosen = chooseImage(schema.image?.trim(), images, {
    project: nxNameOf(project, workspace),
    root: project.dir,
  });
  const problems = [
    ...brokenPyprojects([project.dir, ...project.closure], workspace.model.problems),
    ...checkTargetName(name),
    ...('problem' in chosen ? [chosen.problem] : []),
  ];
  if (problems.length > 0 || 'problem' in chosen) throw new ProblemsError(problems);
  const { image } = chosen;
  const command = readCommand(schema.command.trim(), commandFacts(tree, project, image, workspace));
  if ('problem' in command) throw new ProblemsError([command.problem]);
  const { buildTargetName } = workspace.options;
  const plan = planJob(
    {
      name,
      args: command.args,
      isContinuous: schema.continuous ?? false,
      force: schema.force ?? false,
    },
    {
      image,
      buildTarget: buildTargetName,
      inferred: inferredTargets(images, workspace),
      read: workspace.read,
    },
  );
  if ('problem' in plan) throw new ProblemsError([plan.problem]);
  for (const { file, content } of plan.replaces ? plan.edits : []) {
    for (const each of changesOf(file, workspace.read(file), content)) logger.info(each);
  }
  applyEdits(tree, plan.edits);
  const manifest = posix.join(image.root, 'project.json');
  // `nx migrate api` would be a command of Nx, and so would others.
  return () => {
    if (plan.edits.length === 0) logger.info(nothingToChange([manifest]));
    logger.info(`Run it: nx run ${image.project}:${name}`);
  };
}

/** What the Dockerfile of an image, the lock and the sources tell of what it can run. */
function commandFacts(
  tree: Tree,
  project: PythonProject,
  image: Image,
  { model, read, list }: TreeWorkspace,
): CommandFacts {
  const packages = importPackages(project.pyproject, {
    hasFile: (file) => tree.exists(file),
    list,
  });
  const dockerfile = model.images.catalogue.dockerfiles.get(image.dockerfile);
  const isGenerated = dockerfile !== undefined && isGeneratedService(dockerfile);
  const selection = isGenerated ? readSelection(dockerfile, project) : undefined;
  const lock = openLock(project, { read, workspace: model });
  const modules = sourceModules(readPythonSources(tree, project.dir), packages);
  return {
    project,
    // An image that is not made of the wheel may have any file.
    modules: isGenerated && installsWheel(dockerfile) ? modules : { others: [] },
    ...(selection && {
      installed: installedPackages(selection, { project, python: model.python, lock }),
    }),
    copied: isGenerated ? copiedFiles(dockerfile) : [],
  };
}

/** One for development has the whole folder of the project. */
function installsWheel(dockerfile: Dockerfile): boolean {
  return installsService(dockerfile) && !isForDevelopment(dockerfile);
}

function checkTargetName(name: string): readonly Problem[] {
  return /^[A-Za-z][\w.-]*$/.test(name)
    ? []
    : [
        {
          kind: 'generator-option-invalid',
          option: 'name',
          value: name,
          expected: 'letters, digits, hyphens and underscores, such as migrate',
        },
      ];
}

/** Names of the targets that the plugin gives a project, or may give it. */
function inferredTargets(
  images: readonly Image[],
  { options }: TreeWorkspace,
): ReadonlySet<string> {
  const { buildTargetName, runTargetName, pushTargetName } = options;
  const names = [buildTargetName, runTargetName, pushTargetName];
  const single = images.flatMap((image) => names.map((each) => `${each}-${image.name}`));
  return new Set([...names, ...single, 'nx-release-publish']);
}
