import type { RawProjectGraphDependency } from '@nx/devkit';
import type { WorkspaceAnswer } from '../cache/cached-by-hashes';
import { type GraphQuestion, readGraphFacts } from '../model/read-graph-facts';
import { workspaceModel } from '../model/workspace-model';
import { projectEdges } from './project-edges';

/** What edges are inferred from. */
export interface EdgesQuestion extends GraphQuestion {
  /** Of Nx projects by folder. */
  readonly names: ReadonlyMap<string, string>;
}

/** The edges between images and between Python projects. */
export function inferEdges({
  names,
  ...question
}: EdgesQuestion): WorkspaceAnswer<RawProjectGraphDependency[]> {
  const { facts, settings, findSettings, sources, ...files } = readGraphFacts(
    question,
    question.hashes.keys(),
  );
  const { namespace } = settings;
  const model = workspaceModel(facts, names, { namespace, findSettings, ...files });
  // What is wrong was said with the nodes.
  return { answer: projectEdges(model, names), sources: sources(), isClean: true };
}
