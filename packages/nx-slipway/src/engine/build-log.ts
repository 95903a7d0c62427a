import type { ProgressEvent, ProgressVertex } from './progress';

/** One step of a build that has ended. */
export interface Step {
  /** bake target the engine names the step for; of targets that share it, one. */
  readonly target: string;
  /** `RUN uv sync …`, `exporting to image` */
  readonly text: string;
  readonly outcome: 'run' | 'cached' | 'failed';
  readonly seconds: number;
  /** What the engine says of a failed step. */
  readonly error?: string;
  /** The end of a failed step's own output. */
  readonly output?: string;
}

/** Follows one engine invocation through its progress events. */
export interface BuildLog {
  /** Takes in an event and tells which steps it ended. */
  readonly accept: (event: ProgressEvent) => readonly Step[];
  /** Bytes of build context sent so far, by target. */
  readonly contextBytes: () => ReadonlyMap<string, number>;
}

/** How much of a step's output is kept for the case that it fails, in characters. */
const OUTPUT_KEPT = 4000;

/** @param soleTarget the target of steps without a name, which is how buildx prints a build of one */
export function buildLog(soleTarget: string): BuildLog {
  const ended = new Set<string>();
  const names = new Map<string, { target: string; text: string }>();
  const outputs = new Map<string, string>();
  const sent = new Map<string, number>();

  const end = (vertex: ProgressVertex): readonly Step[] => {
    const name = parseVertexName(vertex.name, soleTarget);
    names.set(vertex.digest, name);
    // A vertex may end twice: first as a miss, then with the error of what it needed.
    if (!vertex.completed || ended.has(vertex.digest)) {
      return [];
    }
    ended.add(vertex.digest);
    return [
      {
        ...name,
        outcome: vertex.error ? 'failed' : vertex.cached ? 'cached' : 'run',
        seconds: vertex.started
          ? (Date.parse(vertex.completed) - Date.parse(vertex.started)) / 1000
          : 0,
        ...(vertex.error && {
          error: vertex.error,
          output: outputs.get(vertex.digest) ?? '',
        }),
      },
    ];
  };

  return {
    accept(event) {
      for (const { vertex, data } of event.logs ?? []) {
        const text = (outputs.get(vertex) ?? '') + Buffer.from(data, 'base64').toString('utf8');
        outputs.set(vertex, text.slice(-OUTPUT_KEPT));
      }
      const steps = (event.vertexes ?? []).flatMap(end);
      for (const status of event.statuses ?? []) {
        if (status.id.startsWith('transferring ') && status.current !== undefined) {
          sent.set(`${status.vertex} ${status.id}`, status.current);
        }
      }
      return steps;
    },
    contextBytes() {
      const bytes = new Map<string, number>();
      for (const [key, current] of sent) {
        const target = names.get(key.split(' ', 1)[0] ?? '')?.target ?? soleTarget;
        bytes.set(target, (bytes.get(target) ?? 0) + current);
      }
      return bytes;
    },
  };
}

/**
 * Splits a vertex's name as buildx prints it: `[api dependencies 1/1] RUN …` for a stage's step,
 * `[api] exporting to image` for what belongs to the whole target, with the platform before the stage
 * in builds for several. A build of one target has no target in the brackets.
 */
function parseVertexName(name: string, soleTarget: string): { target: string; text: string } {
  const [, scope = '', text = name] = /^\[([^\]]*)\] (.*)$/s.exec(name) ?? [];
  const target = scope.split(' ', 1)[0];
  return { target: target || soleTarget, text };
}
