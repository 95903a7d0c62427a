/** A reference to something another stage, image or context provides. */
export interface Reference {
  /** How the Dockerfile uses it: `FROM x`, `COPY --from=x`, `RUN --mount=…,from=x`. */
  readonly how: 'from' | 'copy' | 'mount';
  /** The reference after build arguments. */
  readonly text: string;
  /** What it names within this file's own terms. */
  readonly kind: 'stage' | 'image' | 'scratch';
  /** Index of the stage it names, when `kind` is `stage`. */
  readonly stage?: number;
  /** What a FROM says before build arguments, quotes included. */
  readonly written?: string;
  /** Line of the instruction, counted from 1. */
  readonly line: number;
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
  /** Whether a named context stands for it, so that nothing of it is built. */
  readonly isReplaced?: true;
  /** First and last line of the `FROM`, counted from 1. */
  readonly line: number;
  readonly endLine: number;
}

/** A parsed Dockerfile. */
export interface Dockerfile {
  /** Path relative to the workspace root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** What it was read with. */
  readonly arguments: DockerfileArguments;
  /** Image of the frontend that reads the file, as `# syntax=` names it. */
  readonly syntax?: string;
  /** The `ARG`s before the first `FROM`. */
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** What decides the meaning of a Dockerfile besides its text. */
export interface DockerfileArguments {
  /** Build arguments by name. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Named contexts in bake's words, by name: what they name is not built from this file. */
  readonly contexts?: Readonly<Record<string, string>>;
}
