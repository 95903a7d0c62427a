import { type GeneratorCallback, logger, readNxJson, type Tree } from '@nx/devkit';
import { formatProblem } from '../../problems/format-problem';
import { ProblemsError } from '../../problems/problems-error';
import { settingsIndexes } from '../../workspace/bindings/settings-indexes';
import { readTemplate } from '../../workspace/files/read-template';
import { readTreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { isReleasing } from '../../workspace/nx/is-releasing';
import { applyEdits } from '../apply-edits';
import { ask } from '../ask';
import { changeWorkspace } from '../change-workspace';
import { chooseEdits } from '../choose-edits';
import { nothingToChange } from '../nothing-to-change';
import { treeText } from '../tree-text';
import { CI_SYSTEMS, CI_TEMPLATES, type CiFacts, type CiSystem, type CiTemplate } from './ci-facts';
import { editCi } from './edit-ci';
import { findPackageManager } from './package-manager';
import type { CiSchema } from './schema';

/** Writes workflows that build, push, release and upgrade the images of a workspace. */
export default async function ciGenerator(
  tree: Tree,
  schema: CiSchema,
): Promise<GeneratorCallback> {
  return await changeWorkspace(tree, () => generateCi(tree, schema));
}

async function generateCi(tree: Tree, schema: CiSchema): Promise<GeneratorCallback> {
  const facts = await readFacts(tree);
  const { read } = treeText(tree);
  const branch = schema.branch?.trim();
  const usual = readNxJson(tree)?.defaultBase;
  const systems = await chooseSystems(schema);
  const force = schema.force ?? false;
  const plan = editCi(
    { systems, force, ...(branch && { branch }), ...(usual !== undefined && { usual }) },
    facts,
    read,
  );
  if (plan.problems.length > 0) throw new ProblemsError(plan.problems);
  const files = plan.edits.map(({ file }) => file);
  const { edits, kept, changes } = chooseEdits(plan.edits, read, {
    force: force ? files : [],
  });
  for (const each of changes) logger.info(each);
  applyEdits(tree, edits);
  return () => {
    for (const note of [...kept, ...plan.notes]) logger.warn(formatProblem(note));
    if (edits.length === 0 && kept.length === 0) logger.info(nothingToChange(files));
  };
}

async function chooseSystems(schema: CiSchema): Promise<readonly CiSystem[]> {
  const named = CI_SYSTEMS.filter((system) => schema[system]);
  if (named.length > 0) return named;
  const chosen = await ask<CiSystem>('Which system runs the workflows?', [
    { value: 'github', hint: 'GitHub Actions' },
    { value: 'gitlab', hint: 'GitLab CI' },
  ]);
  return chosen === undefined ? [] : [chosen];
}

async function readFacts(tree: Tree): Promise<CiFacts> {
  const { options, model, read } = await readTreeWorkspace(tree);
  const nxJson = readNxJson(tree) ?? {};
  const { testTargetName, lintTargetName, cacheBackend, builder, engine } = options;
  const projects = [...model.python.values()];
  const gitlabFile = read('.gitlab-ci.yml');
  return {
    manager: findPackageManager({ read, hasFile: (file) => tree.exists(file) }),
    namespace: options.namespace,
    repositories: options.repositories,
    ...(cacheBackend !== undefined && { cacheBackend }),
    ...(builder !== undefined && { builder }),
    ...(engine !== undefined && { engine }),
    targets: {
      build: options.buildTargetName,
      push: options.pushTargetName,
      checkBase: options.checkBaseTargetName,
      dev: [lintTargetName, testTargetName].flatMap((name) => name ?? []),
    },
    isReleasing: isReleasing(nxJson),
    hasConventionalCommits: nxJson.release?.version?.conventionalCommits === true,
    indexes: [
      ...[...model.lockRoots, ...projects].flatMap(({ pyproject }) => pyproject.uv.indexes),
      ...settingsIndexes(projects, read),
    ],
    ...(gitlabFile !== undefined && { gitlabFile }),
    templates: Object.fromEntries(
      CI_TEMPLATES.map((name) => [name, readTemplate(`ci/files/${name}.ejs`)]),
    ) as Record<CiTemplate, string>,
  };
}
