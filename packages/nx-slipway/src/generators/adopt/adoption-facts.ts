import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { ignoreMatcher, isLeftOut } from '../../dockerfile/patterns/ignore-matcher';
import { readTarget } from '../../dockerfile/read-target';
import type { AdoptionFacts } from '../../images/adoption/adoption';
import { namedFiles } from '../../images/adoption/code/named-files';
import { buildContext } from '../../images/model/build-context';
import { findStacks } from '../../images/model/stacks';
import type { PythonProject } from '../../python/pyproject/python-project';
import { selectionOf } from '../../python/pyproject/selection';
import { asTable } from '../../python/toml/toml-value';
import { importPackages } from '../../python/wheels/import-packages';
import { parseTomlText } from '../../workspace/files/read-toml';
import type { OpenLock } from '../../workspace/locks/lock';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { filesOf, readPythonSources } from '../service/entry/read-python-sources';

/** Reads what an adoption has to know of the project. */
export function readAdoptionFacts(
  tree: Tree,
  { dockerfile, stage }: { readonly dockerfile: Dockerfile; readonly stage: Stage },
  {
    project,
    workspace,
    lock,
  }: {
    readonly project: PythonProject;
    readonly workspace: TreeWorkspace;
    readonly lock: OpenLock;
  },
): AdoptionFacts {
  const { dir, pyproject, installer, extras, groups } = project;
  const { model, read, list } = workspace;
  const context = contextOf(dockerfile, stage, project, workspace);
  const ignored =
    read(`${dockerfile.file}.dockerignore`) ?? read(posix.join(context, '.dockerignore'));
  const matcher = ignoreMatcher(ignored ?? '');
  // A stack that this generator has written was not there when the old file was.
  const stacks = findStacks(model.images.catalogue)
    .map(({ dockerfile: file }) => `${posix.dirname(file)}/`)
    .filter((folder) => folder !== './' && !`${dir}/`.startsWith(folder));
  const isThere = (file: string): boolean => {
    const path = posix.join(dir, file);
    return (
      !isLeftOut(matcher, posix.relative(context, path)) &&
      !stacks.some((folder) => path.startsWith(folder))
    );
  };
  const files = filesOf(tree, dir).filter(isThere);
  return {
    ...{ dir, context, installer, extras, groups },
    hasSeveralLocks: project.claims.length > 1,
    isPackage:
      installer === 'poetry'
        ? pyproject.poetry.declared?.packageMode?.value !== false
        : pyproject.isPackage,
    optionalGroups: optionalGroups(project, read),
    defaultGroups: pyproject.defaultGroups,
    packages: importPackages(pyproject, { hasFile: (file) => tree.exists(file), list }),
    files,
    named: namedFiles(files, [...readPythonSources(tree, dir, files).values()]),
    projects: [...model.python.keys()],
    libraries: project.closure.filter((each) => each !== dir),
    ...(pyproject.normalizedName !== undefined && { name: pyproject.normalizedName }),
    ...(pyproject.fastapiEntrypoint !== undefined && {
      fastapiEntrypoint: pyproject.fastapiEntrypoint,
    }),
    locked: lock.packages(selectionOf(pyproject, { extras, groups })) ?? new Set(),
  };
}

/** The context of the image as the graph has it; for a file that is in no graph, by what it takes. */
function contextOf(
  dockerfile: Dockerfile,
  stage: Stage,
  { dir }: PythonProject,
  { model, list }: TreeWorkspace,
): string {
  const images = [...model.images.catalogue.images.values()].filter(
    (each) => each.dockerfile === dockerfile.file,
  );
  const image = images.find((each) => each.stage === stage.name) ?? images[0];
  if (!image) return buildContext(readTarget(dockerfile, stage)?.contextPaths ?? [], dir, list);
  const [setting] = model.images.settings.get(image.id) ?? [];
  return setting?.context ?? image.context ?? '.';
}

/** Groups of Poetry's that nothing installs unless it names them. */
function optionalGroups(
  { pyproject, installer }: PythonProject,
  read: TreeWorkspace['read'],
): readonly string[] {
  if (installer !== 'poetry') return [];
  const toml = parseTomlText(read(pyproject.file) ?? '', pyproject.file);
  if ('problem' in toml) return [];
  const groups = asTable(asTable(asTable(asTable(toml.value).tool).poetry).group);
  return Object.entries(groups).flatMap(([name, group]) =>
    asTable(group).optional === true ? [name] : [],
  );
}
