import type { DockerfileProblem } from '../problems/dockerfile-problem';
import type { Dockerfile } from './dockerfile';
import { draftStages } from './draft-stages';
import { logicalLines } from './logical-lines';
import { instructionOf, resolveStage } from './resolve-stage';
import { stageCycle } from './stage-cycle';

/** A Dockerfile as far as it could be read, and all that is wrong with it. */
export interface ParsedDockerfile {
  readonly dockerfile: Dockerfile;
  readonly problems: readonly DockerfileProblem[];
}

/**
 * Reads a Dockerfile by the rules of BuildKit's `frontend/dockerfile`. Never throws.
 *
 * @param text the file's text; the offsets of references are positions in it
 * @param file path relative to the workspace root, with forward slashes
 */
export function parseDockerfile(text: string, file: string): ParsedDockerfile {
  const { lines, escapeToken, syntax, broken } = logicalLines(text);
  const { drafts, globals, problems } = draftStages(lines, file);
  const scope = { file, escapeToken, drafts, lineAt: lineCounter(text) };
  const resolved = drafts.map((draft, index) => resolveStage(draft, index, scope));
  const stages = resolved.map(({ stage }) => stage);

  const whole: DockerfileProblem[] = [];
  const fail = (line: number, detail: string) =>
    whole.push({ kind: 'dockerfile-broken', place: { file, line }, detail });
  if (broken) fail(broken.line, broken.detail);
  if (drafts.length === 0 && problems.length === 0 && !broken) fail(1, 'it has no FROM');
  const cycle = stageCycle(stages);
  if (cycle) fail(cycle.line, `stages need each other in a circle: ${cycle.names.join(' -> ')}`);
  const all = [...problems, ...resolved.flatMap((each) => each.problems), ...whole];
  return {
    dockerfile: {
      file,
      ...(syntax !== undefined && { syntax }),
      globals: globals.map((step) => instructionOf(step, escapeToken)),
      stages,
    },
    problems: all.sort((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0)),
  };
}

/** Line of an offset, counted from 1. */
function lineCounter(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
