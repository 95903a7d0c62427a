import { closest } from '../problems/closest';
import type { DockerfileProblem } from '../problems/dockerfile-problem';
import { expandWord } from './expand-word';
import type { LogicalLine } from './logical-lines';
import { type MappedText, mappedWords } from './mapped-text';
import { type From, readFrom } from './read-from';
import { type SplitInstruction, splitInstruction } from './split-instruction';

/** A stage whose references are not resolved yet. */
export interface DraftStage {
  readonly from: From;
  /** Line of the `FROM`, counted from 1. */
  readonly line: number;
  readonly steps: readonly DraftStep[];
}

/** An instruction of a draft. */
export interface DraftStep extends SplitInstruction {
  readonly line: LogicalLine;
}

const keywords: readonly string[] = [
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL'],
  ...['MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
];

/** Deals the instructions of a file out to its stages; what belongs to none is a problem. */
export function draftStages(
  lines: readonly LogicalLine[],
  file: string,
): {
  drafts: readonly DraftStage[];
  /** The `ARG`s before the first `FROM`. */
  globals: readonly DraftStep[];
  problems: readonly DockerfileProblem[];
} {
  const problems: DockerfileProblem[] = [];
  const drafts: { from: From; line: number; steps: DraftStep[] }[] = [];
  const globals: DraftStep[] = [];
  const globalArgs = new Map<string, string>();
  for (const line of lines) {
    const broken = (detail: string) =>
      problems.push({ kind: 'dockerfile-broken', place: { file, line: line.line }, detail });
    const { keyword, rest } = splitInstruction(line);
    const steps = drafts.at(-1)?.steps;
    if (!keywords.includes(keyword)) {
      const meant = closest(keyword, keywords);
      broken(`${keyword} is no instruction${meant ? `; did you mean ${meant}?` : ''}`);
    } else if (keyword === 'FROM') {
      const from = readFrom(rest, globalArgs);
      if (typeof from === 'string') broken(from);
      else drafts.push({ from, line: line.line, steps: [] });
    } else if (steps) {
      steps.push({ keyword, rest, line });
    } else if (keyword === 'ARG') {
      globals.push({ keyword, rest, line });
      declareArgs(rest, globalArgs);
    } else {
      broken(`${keyword} stands before the first FROM`);
    }
  }
  return { drafts, globals, problems };
}

function declareArgs(rest: MappedText, globalArgs: Map<string, string>): void {
  for (const { text } of mappedWords(rest)) {
    const equals = text.indexOf('=');
    if (equals === -1) continue;
    const value = expandWord(text.slice(equals + 1), globalArgs);
    // A default built on a variable that only `--build-arg` gives is as unknown as that variable.
    if (value.complete) globalArgs.set(text.slice(0, equals), value.text);
  }
}
