import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { lockService } from '../../build/locking/lock-service';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { checkGitSources } from '../../images/bindings/check-git-sources';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { openLock } from '../../workspace/locks/open-lock';
import { applyEdits } from '../apply-edits';
import { changeWorkspace } from '../change-workspace';
import { chooseEdits } from '../choose-edits';
import type { FileEdit } from '../file-edit';
import { syncIgnoreFiles } from '../ignore-files/sync-ignore-files';
import { writeFirstLayers } from '../shared-layers/write-first-layers';
import { editImage } from './edit-image';
import { filesOf, readPythonSources } from './entry/read-python-sources';
import { chosenWithoutLock, fitToLock } from './fit-to-lock';
import { imagesOfLayout } from './images-of-layout';
import { normalizeServiceOptions } from './normalize-service-options';
import { planBuilder } from './plan-builder';
import type { ImageFacts } from './plan-image';
import { prepareProject } from './project/prepare-project';
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
  const { force, ...asked } = normalizeServiceOptions(schema);
  const prepared = await prepareProject(tree, asked);
  const { options: requested, project, isNew, stack, workspace } = prepared;
  const { model, projects, read } = workspace;
  const lock = openLock(project, { read, workspace: model });
  const nxProject = [...projects].find(([, root]) => root === project.dir)?.[0] ?? requested.name;
  const files = filesOf(tree, project.dir);
  const pythonSources = readPythonSources(tree, project.dir, files);
  const facts: ImageFacts = { ...prepared, lock, nxProject, files, pythonSources };

  const images = imagesOfLayout(requested, project).map((each) => ({
    requested: each,
    ...editImage(tree, each, { ...facts, force }),
  }));
  const builder = planBuilder(project, {
    ...{ ...model, stack, read },
    hasWheels: images.some((image) => 'plan' in image && image.plan.options.layout === 'wheels'),
  });
  const problems = [
    ...images.flatMap((image) => ('problems' in image ? image.problems : [])),
    ...builder.problems,
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
  for (const change of builder.changes) logger.warn(formatProblem(change));
  const written = images.flatMap((image) =>
    'plan' in image
      ? [
          {
            ...image,
            locked: serviceLock(image.plan.options, { project, role: image.plan.role }, lock),
          },
        ]
      : [],
  );
  const { edits, kept } = chooseEdits(
    [...written.map(({ edit }) => edit), ...builder.edits],
    read,
    { force: force ? written.map(({ edit }) => edit.file) : [] },
  );
  applyEdits(tree, edits);
  await syncIgnoreFiles(tree);

  const { catalogue } = model.images;
  const dockerfiles = new Map([
    ...catalogue.dockerfiles,
    ...written.map(({ edit: { file, content } }) => {
      return [file, parseDockerfile(read(file) ?? content, file).dockerfile] as const;
    }),
  ]);
  const isWritten = ({ edit }: { readonly edit: FileEdit }): boolean =>
    edits.some(({ file }) => file === edit.file);
  const isUnread = lock.broken.some(({ kind }) => kind !== 'lock-missing');
  const warnings = written.flatMap((image): readonly Problem[] => [
    ...(isWritten(image) ? image.plan.notes : []),
    ...image.locked.warnings,
    ...(isWritten(image) && isUnread ? chosenWithoutLock([image]) : []),
    ...checkGitSources({ ...catalogue, dockerfiles }, image.edit.file, image.locked.fromGit),
    ...image.plan.warnings,
  ]);
  return async () => {
    const all = [...kept, ...builder.warnings, ...warnings].map(formatProblem);
    for (const each of new Set(all)) logger.warn(each);
    const unlocked = written.filter(({ locked }) => locked.isMissing);
    if (isNew || unlocked.length > 0) {
      const isLocked = await lockService({
        workspaceRoot: tree.root,
        project,
        stack,
        workspace: model,
      });
      fitToLock(tree, unlocked.filter(isWritten), { ...facts, force, isLocked });
    }
    const names = [...projects].map(([name, root]): [string, string] => [root, name]);
    const gain = writeFirstLayers(
      tree.root,
      new Map([...names, [project.dir, nxProject]]),
      workspace.options,
    );
    if (edits.length === 0 && kept.length === 0) {
      const dockerfiles = written.map(({ edit }) => edit.file);
      logger.info(`Nothing to change: ${dockerfiles.join(', ')} has what these options make.`);
    }
    if (edits.length > 0) {
      logger.info(
        serviceHints({
          ...{ nxProject, project, stack, options: workspace.options },
          ...(gain !== undefined && { gain }),
        }),
      );
    }
  };
}
