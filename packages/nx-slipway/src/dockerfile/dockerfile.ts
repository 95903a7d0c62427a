/** A reference to something another stage, image or context provides. */
export interface Reference {
  /** How the Dockerfile uses it: `FROM x`, `COPY --from=x`, `RUN --mount=…,from=x`. */
  readonly how: 'from' | 'copy' | 'mount';
  /** The reference with global ARG defaults filled in. */
  readonly text: string;
  /** What it names within this file's own terms. */
  readonly kind: 'stage' | 'image' | 'scratch';
  /** Index of the stage it names, when `kind` is `stage`. */
  readonly stage?: number;
  /** Line, counted from 1. */
  readonly line: number;
  /** Offsets into the file's text of exactly the bytes of the reference. */
  readonly start: number;
  readonly end: number;
}

/** One instruction, freed of comments, line continuations and surplus white space. */
export interface Instruction {
  /** Upper case: `RUN`, `COPY`, … */
  readonly keyword: string;
  /** The whole instruction on one line, heredoc bodies included verbatim. */
  readonly text: string;
  /** Line, counted from 1. */
  readonly line: number;
}

/** One build stage. */
export interface Stage {
  readonly index: number;
  /** Lower case, as BuildKit compares it; absent for a stage without `AS`. */
  readonly name?: string;
  readonly from: Reference;
  readonly platform?: string;
  /** All instructions after the `FROM`. */
  readonly instructions: readonly Instruction[];
  /** `COPY --from` and mount references, in the order they stand. */
  readonly uses: readonly Reference[];
  /** Line of the `FROM`, counted from 1. */
  readonly line: number;
}

/** A parsed Dockerfile. */
export interface Dockerfile {
  /** Path relative to the workspace root, with forward slashes. */
  readonly file: string;
  /** Image of the frontend that reads the file, as `# syntax=` names it. */
  readonly syntax?: string;
  /** The `ARG`s before the first `FROM`. */
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}
