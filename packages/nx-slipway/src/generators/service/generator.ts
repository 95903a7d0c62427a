import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { checkGitSources } from '../../images/bindings/check-git-sources';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { importPackages } from '../../python/wheels/import-packages';
import { readServiceTemplates } from '../../workspace/files/read-service-templates';
import { openLock } from '../../workspace/locks/open-lock';
import { applyEdits } from '../apply-edits';
import { changeWorkspace } from '../change-workspace';
import { chooseEdits } from '../choose-edits';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { writeFirstLayers } from '../shared-layers/write-first-layers';
import { addDefaultGroups } from './add-default-groups';
import { chooseDockerfile } from './choose-dockerfile';
import { chooseRole } from './entry/choose-role';
import { installedPackages } from './entry/installed-packages';
import { filesOf, readPythonSources } from './entry/read-python-sources';
import { sourceModules } from './entry/source-modules';
import { lockService } from './lock-service';
import { normalizeServiceOptions } from './normalize-service-options';
import { planBuilder } from './plan-builder';
import { planService } from './plan-service';
import { prepareProject } from './project/prepare-project';
import { findPackageData } from './runtime/find-package-data';
import { withKept } from './runtime/kept-options';
import { planRuntimeFiles } from './runtime/runtime-files';
import type { ServiceSchema } from './schema';
import { serviceHints } from './service-hints';
import { serviceLock } from './service-lock';

/** Writes the Dockerfile of a Python project, and creates the project if it is missing. */
export default async function serviceGenerator(
  tree: Tree,
  schema: ServiceSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateService(tree, schema));
}

async function generateService(tree: Tree, schema: ServiceSchema): Promise<GeneratorCallback> {
  const requested = normalizeServiceOptions(schema);
  const { project, isNew, stack, workspace } = await prepareProject(tree, requested);
  const { model, projects, read } = workspace;
  const { dir, pyproject } = project;
  const { dockerfiles: standing } = model.images.catalogue;
  const dockerfile = chooseDockerfile(
    dir,
    { role: requested.role ?? 'command', ...(requested.image && { image: requested.image }) },
    standing,
  );
  const { options, note } = addDefaultGroups(
    withKept(requested, standing.get(dockerfile)),
    project,
  );
  const files = { hasFile: (file: string) => tree.exists(file), list: workspace.list };
  const packages = importPackages(pyproject, files);
  const modules = sourceModules(readPythonSources(tree, dir), packages);
  const beside = planRuntimeFiles(options.files, {
    ...{ dir, packages, isFile: (file) => tree.isFile(file), list: workspace.list },
    ...(options.workdir !== undefined && { workdir: options.workdir }),
  });
  const opened = openLock(project, { read, workspace: model });
  const installed = installedPackages(options, {
    ...{ project, python: model.python, lock: opened },
    ...(stack.python !== undefined && { stackPython: stack.python }),
  });
  const role = chooseRole(options, { project, modules, installed });
  if ('problems' in role) throw new ProblemsError(role.problems);
  const nxProject = [...projects].find(([, root]) => root === dir)?.[0] ?? options.name;
  const plan = planService(options, {
    project,
    python: model.python,
    stack,
    role: role.role,
    files: beside.files,
    dockerfile,
    nxProject,
    buildTarget: workspace.options.buildTargetName,
    templates: readServiceTemplates(),
  });
  const problems = [...beside.problems, ...plan.problems];
  if (problems.length > 0) throw new ProblemsError(problems);
  const force = options.force ? [plan.edit.file] : [];
  const builder = planBuilder(project, { python: model.python, stack, read });
  const { edits, kept } = chooseEdits([plan.edit, ...builder.edits], read, { force });
  applyEdits(tree, edits);
  await syncIgnoreFiles(tree);
  const lock = serviceLock(options, { project, role: role.role }, opened);
  const { catalogue } = model.images;
  const { file } = plan.edit;
  const dockerfiles = new Map([
    ...catalogue.dockerfiles,
    [file, parseDockerfile(read(file) ?? plan.edit.content, file).dockerfile],
  ]);
  const left = findPackageData(pyproject, {
    ...{ packages, files: filesOf(tree, dir), copied: options.files },
    hasFile: files.hasFile,
  });
  const git = checkGitSources({ ...catalogue, dockerfiles }, file, lock.fromGit);
  return async () => {
    const ofDockerfile = edits.some((edit) => edit.file === file) ? [...note, ...role.notes] : [];
    const warnings = [...builder.warnings, ...lock.warnings, ...git, ...left];
    for (const each of [...kept, ...ofDockerfile, ...warnings]) logger.warn(formatProblem(each));
    if (isNew || lock.isMissing) {
      await lockService({
        workspaceRoot: tree.root,
        project,
        stack,
        pyprojects: [...model.lockRoots, ...model.python.values()].map((each) => each.pyproject),
      });
    }
    const names = [...projects].map(([name, root]): [string, string] => [root, name]);
    writeFirstLayers(tree.root, new Map([...names, [dir, nxProject]]), workspace.options);
    if (edits.length > 0) {
      logger.info(serviceHints({ nxProject, project, stack, options: workspace.options }));
    }
  };
}
