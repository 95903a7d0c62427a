import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { isMap } from 'yaml';
import { readComposeDocument } from '../../images/compose/compose-document';
import { MARK } from '../../images/compose/compose-service';
import { readProjects } from '../../images/compose/service-mark';
import type { Problem } from '../../problems/problem';
import { withoutMark } from '../../workspace/files/file-text';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import { readRoles } from '../../workspace/roles/read-roles';
import { brokenPyprojects } from '../broken-pyprojects';
import { inStyleOf } from '../text-style';
import { treeText } from '../tree-text';
import { planCompose } from './plan-compose';
import { readComposeServices } from './read-compose-services';

/** The compose files of the workspace root that the plugin has written, sorted. */
export function ownComposeFiles(tree: Tree): readonly string[] {
  const { read } = treeText(tree);
  return tree
    .children('.')
    .filter((name) => /\.ya?ml$/.test(name) && projectsOf(name, read(name)) !== undefined)
    .sort();
}

/** The projects that a file is for; undefined for one that the plugin has not written. */
export function projectsOf(file: string, text: string | undefined): readonly string[] | undefined {
  // Looked for first, because the root may hold large files of other tools.
  if (text === undefined || !text.includes(MARK)) return undefined;
  const read = readComposeDocument(file, withoutMark(text));
  const contents = 'document' in read ? read.document.contents : undefined;
  if (isMap(contents)) return readProjects(contents);
  return new RegExp(`^${MARK}:`, 'm').test(text) ? [] : undefined;
}

/** What was done with compose files. */
export interface SyncedCompose {
  /** Files that have changed. */
  readonly files: readonly string[];
  /** What a person is told besides. */
  readonly notes: readonly Problem[];
  /** Why a file stays as it is. */
  readonly problems: readonly Problem[];
}

/** Brings compose files up to date. @param wanted projects by file */
export function syncCompose(
  tree: Tree,
  workspace: TreeWorkspace,
  wanted: ReadonlyMap<string, readonly string[]>,
): SyncedCompose {
  const { model, options } = workspace;
  // Of what cannot be read nobody knows what runs.
  const folders = model.problems.flatMap((problem) =>
    'place' in problem ? [posix.dirname(problem.place.file)] : [],
  );
  const broken = [
    ...brokenPyprojects(folders, model.problems),
    ...model.problems.filter(({ kind }) => kind === 'dockerfile-broken'),
    ...readRoles(workspace).problems,
  ];
  if (broken.length > 0) return { files: [], notes: [], problems: broken };
  const { services, unmounted } = readComposeServices(tree, workspace);
  const { read, write } = treeText(tree);
  const files: string[] = [];
  const notes: Problem[] = unmounted.map(({ dir, project }) => ({
    kind: 'compose-sources-built',
    ...{ place: { file: posix.join(dir, 'pyproject.toml') }, project },
    buildTarget: options.buildTargetName,
  }));
  const problems: Problem[] = [];
  for (const [file, projects] of wanted) {
    const text = read(file);
    const before = text === undefined ? undefined : withoutMark(text).replaceAll('\r\n', '\n');
    const plan = planCompose({
      ...{ services, file, before, projects },
      buildTarget: options.buildTargetName,
    });
    if ('problem' in plan) {
      problems.push(plan.problem);
      continue;
    }
    notes.push(...plan.notes);
    if (plan.content === before) continue;
    write(file, inStyleOf(text, plan.content));
    files.push(file);
  }
  return { files, notes, problems };
}
