import type { Dockerfile, Stage } from '../dockerfile';

/** An instruction with its lines as they are written. */
export interface InstructionLines {
  readonly stage: Stage;
  readonly keyword: string;
  /** On one line, as in {@link Stage.instructions}. */
  readonly text: string;
  /** Without comments; numbers count from 1. */
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}

/** Returns the instructions of all stages with the lines that they are on, FROM excluded. */
export function instructionLines(
  dockerfile: Pick<Dockerfile, 'text' | 'stages' | 'globals'>,
): readonly InstructionLines[] {
  const { text, stages } = dockerfile;
  const all = text.split('\n');
  const ends = instructionEnds(dockerfile);
  return stages.flatMap((stage) =>
    stage.instructions.map(({ keyword, text: joined, line }) => ({
      ...{ stage, keyword, text: joined },
      lines: all
        .slice(line - 1, ends(line) - 1)
        .map((each, index) => ({ line: line + index, text: each.replace(/\r$/, '') }))
        .filter(({ text: each }) => !/^\s*#/.test(each)),
    })),
  );
}

/** Returns the line after which an instruction cannot go on: where the next one starts. */
export function instructionEnds({
  text,
  stages,
  globals,
}: Pick<Dockerfile, 'text' | 'stages' | 'globals'>): (line: number) => number {
  const starts = [
    ...globals.map(({ line }) => line),
    ...stages.flatMap(({ line, instructions }) => [line, ...instructions.map((each) => each.line)]),
  ].sort((a, b) => a - b);
  const last = text.split('\n').length + 1;
  return (line) => starts.find((each) => each > line) ?? last;
}
