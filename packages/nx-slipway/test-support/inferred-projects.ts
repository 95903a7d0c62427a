import { projectNames } from '../src/images/model/project-names';
import type { DevTargetNames } from '../src/images/nx/dev-targets';
import { readFileFacts } from '../src/workspace/model/file-facts';
import { folderIndex } from '../src/workspace/model/folder-index';
import {
  rootPackageName,
  takenTargets,
  workspaceFolders,
} from '../src/workspace/model/workspace-folders';
import { workspaceModel } from '../src/workspace/model/workspace-model';
import { projectEdges } from '../src/workspace/nx/project-edges';
import { projectNodes } from '../src/workspace/nx/project-nodes';

/** A pyproject. */
export function python(name: string, more = '') {
  return `[project]\nname = "${name}"\nversion = "1"\n${more}[build-system]\nrequires = []\n`;
}

/** Dockerfile of a stack. */
export const stack = 'FROM x AS base\nFROM base AS base-builder\n';

/** Dockerfile of a service on it. */
export const service = 'FROM acme/python-base AS base\nFROM base AS runtime\n';

/** What the plugin makes of a set of files. */
export function infer(
  files: Readonly<Record<string, string>>,
  isReleasing = false,
  devNames: DevTargetNames = {},
) {
  const facts = new Map(
    Object.entries(files).flatMap(([file, text]) => {
      const found = readFileFacts(file, () => text);
      return found ? [[file, found]] : [];
    }),
  );
  const { folders, others, foreign } = workspaceFolders(facts);
  const { names } = projectNames([...folders, ...others], foreign);
  const hasFile = (file: string) => file in files;
  const list = folderIndex(Object.keys(files));
  const model = workspaceModel(facts, names, { namespace: 'acme', hasFile, list });
  const targetNames = {
    buildTargetName: 'build-image',
    runTargetName: 'run-image',
    pushTargetName: 'push-image',
    checkBaseTargetName: 'check-base',
    ...devNames,
  };
  const referred = others.filter(({ root }) => model.images.byRoot.has(root));
  const followLinks = (path: string) => [path];
  const context = {
    ...{ model, names, targetNames, isReleasing, hasFile, list, followLinks },
    takenTargets: takenTargets(facts),
  };
  const nodes = projectNodes([...folders, ...referred], context);
  return {
    packageName: rootPackageName(facts),
    projects: Object.assign({}, ...nodes.map(([, { projects }]) => projects)),
    edges: projectEdges(model, names).map(({ source, target, sourceFile }) => [
      source,
      target,
      sourceFile,
    ]),
    problems: model.problems.map((problem) => [
      problem.kind,
      'place' in problem ? problem.place.file : undefined,
    ]),
  };
}

/** Root, name and type of each project. */
export function summary(files: Readonly<Record<string, string>>) {
  return Object.entries(
    infer(files).projects as Record<string, { name?: string; projectType?: string }>,
  ).map(([root, { name, projectType }]) => [root, name, projectType]);
}
