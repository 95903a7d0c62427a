import type { CreateNodesResultArray } from '@nx/devkit';
import { projectNames } from '../../images/model/project-names';
import { dockerfileChecks } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import type { WorkspaceAnswer } from '../cache/cached-by-hashes';
import { linkFollower } from '../files/follow-links';
import { textReader } from '../files/text-reader';
import { type GraphQuestion, readGraphFacts } from '../model/read-graph-facts';
import { takenTargets, workspaceFolders } from '../model/workspace-folders';
import { workspaceModel } from '../model/workspace-model';
import { checkPluginOptions } from '../options/check-plugin-options';
import { projectNodes } from './project-nodes';
import { reportProblems } from './report-problems';

/** What nodes are inferred from. */
export interface NodesQuestion extends GraphQuestion {
  /** Files that Nx found by the plugin's pattern. */
  readonly configFiles: readonly string[];
  readonly isReleasing: boolean;
}

/** The projects of a workspace with the targets of their images. Problems become warnings. */
export function inferNodes({
  configFiles,
  isReleasing,
  ...question
}: NodesQuestion): WorkspaceAnswer<CreateNodesResultArray> {
  const manifests = [...question.hashes.keys()].filter((file) => file.endsWith('.json'));
  const { facts, settings, findSettings, sources, ...files } = readGraphFacts(question, [
    ...configFiles,
    ...manifests,
  ]);
  const { folders, others, foreign } = workspaceFolders(facts);
  const { names, renamed } = projectNames([...folders, ...others], foreign);
  const { namespace } = settings;
  const model = workspaceModel(facts, names, { namespace, findSettings, ...files });
  const { options, workspaceRoot } = question;
  const problems = [
    ...checkPluginOptions(options, textReader(workspaceRoot)('nx.json')),
    ...model.problems,
    ...renamed.map(({ folder: { file }, name, wanted }) => ({
      kind: 'project-name-taken' as const,
      place: { file },
      name,
      wanted,
    })),
  ];
  reportProblems(problems);
  const referred = others.filter(({ root }) => model.images.byRoot.has(root));
  const answer = projectNodes([...folders, ...referred], {
    model,
    names,
    targetNames: settings,
    takenTargets: takenTargets(facts),
    isReleasing,
    ...files,
    followLinks: linkFollower(workspaceRoot),
  });
  return {
    answer,
    sources: sources(),
    isClean: problems.every(({ kind }) => dockerfileChecks.has(kind)),
  };
}
