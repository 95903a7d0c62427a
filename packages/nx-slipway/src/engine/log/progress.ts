/**
 * The wire format of `docker buildx bake --progress=rawjson`: one JSON object per line. Field names are
 * BuildKit's own (`client.SolveStatus`).
 */
export interface ProgressEvent {
  readonly vertexes?: readonly ProgressVertex[];
  readonly statuses?: readonly ProgressStatus[];
  readonly logs?: readonly ProgressLog[];
  readonly warnings?: readonly ProgressWarning[];
}

/** One node of the build graph; an event repeats it whenever something about it changes. */
export interface ProgressVertex {
  readonly digest: string;
  /** `[api dependencies 1/1] RUN uv sync …`, `[api] exporting to image`; without a target name where only one is built. */
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

/** Progress within a vertex: layers extracted, bytes of context sent. */
export interface ProgressStatus {
  readonly id: string;
  readonly vertex: string;
  readonly name?: string;
  /** Bytes. */
  readonly current?: number;
  readonly completed?: string;
}

/** Output of a step; `data` is base64. */
export interface ProgressLog {
  readonly vertex: string;
  readonly stream: number;
  readonly data: string;
}

/** What BuildKit's checks of a Dockerfile say; `short` is base64. */
export interface ProgressWarning {
  readonly vertex: string;
  readonly short: string;
}

/** Reads one line of progress; undefined for lines in other formats in between. */
export function parseProgressLine(line: string): ProgressEvent | undefined {
  if (!line.startsWith('{')) {
    return undefined;
  }
  try {
    return JSON.parse(line) as ProgressEvent;
  } catch {
    return undefined;
  }
}
