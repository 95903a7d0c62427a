import type { ProgressEvent, ProgressVertex } from './progress';

/** One vertex of the build graph that has ended. */
export interface Step {
  /** The engine's name for the vertex; the same in the next invocation, as long as its inputs are. */
  readonly digest: string;
  /** Every bake target that needs the step; the engine runs a shared one once. */
  readonly targets: readonly string[];
  /** `RUN uv sync …`, `exporting to image` */
  readonly text: string;
  /** Whether it is an instruction of a Dockerfile that makes a layer, and not the engine's own work. */
  readonly isInstruction: boolean;
  /** Named in builds for several platforms only. */
  readonly platform?: string;
  /** `stopped`: the engine ended it because another step failed, or because it was told to. */
  readonly outcome: 'run' | 'cached' | 'failed' | 'stopped';
  readonly seconds: number;
  /** What the engine says of a step that failed or was stopped. */
  readonly error?: string;
  /** The end of a failed step's own output. */
  readonly output?: string;
}

/** Follows one engine invocation through its progress events. */
export interface BuildLog {
  /** Takes in an event and returns the steps it ended. */
  readonly accept: (event: ProgressEvent) => readonly Step[];
  /** All steps that have ended, as they are known now. */
  readonly steps: () => readonly Step[];
  /**
   * Bytes of build contexts sent, by target; without Dockerfiles and ignore files. A target is left out
   * where the end of one of its transfers is not known: a busy engine may leave the last report of a
   * transfer away, and what it reported before says nothing of the size.
   */
  readonly contextBytes: () => ReadonlyMap<string, number>;
  /** Manifest digests of the images exported so far, by target; image ids where the store knows no manifests. */
  readonly digests: () => ReadonlyMap<string, string>;
  /**
   * References whose manifests were sent, in the order that was done, by target; where the push failed,
   * also the one it failed at.
   */
  readonly pushed: () => ReadonlyMap<string, readonly string[]>;
  /** Images the engine took for a platform that they are not of, by target. */
  readonly mismatches: () => ReadonlyMap<string, Mismatch>;
}

/** An image of one platform that stood in for another. */
export interface Mismatch {
  readonly reference: string;
  /** The platform that was asked for. */
  readonly platform: string;
}

/** How much of a step's output is kept for the case that it fails, in characters. */
const OUTPUT_KEPT = 4000;

interface Known {
  readonly targets: Set<string>;
  readonly name: VertexName;
  vertex: ProgressVertex;
  cached: boolean;
  output: string;
}

/** @param soleTarget the only target of the build, whose steps buildx prints without a name; empty where there are several */
export function buildLog(soleTarget: string): BuildLog {
  const vertices = new Map<string, Known>();
  const sent = new Map<string, { vertex: string; bytes: number; hasEnded: boolean }>();
  const manifests = new Map<string, string>();
  const mismatches = new Map<string, Mismatch>();
  const sentManifests = new Map<string, Set<string>>();

  const take = (vertex: ProgressVertex): readonly Step[] => {
    const name = parseVertexName(vertex.name, soleTarget);
    const known = vertices.get(vertex.digest) ?? {
      targets: new Set(),
      name,
      vertex,
      cached: false,
      output: '',
    };
    const hadEnded = known.vertex.completed !== undefined && vertices.has(vertex.digest);
    vertices.set(vertex.digest, known);
    known.targets.add(name.target);
    // Each target that shares a vertex reports it, and some end first as a miss and then from the cache.
    known.cached ||= vertex.cached === true;
    if (vertex.completed !== undefined || known.vertex.completed === undefined) {
      known.vertex = vertex;
    }
    return vertex.completed !== undefined && !hadEnded ? [stepOf(known)] : [];
  };

  return {
    accept(event) {
      for (const { vertex, short } of event.warnings ?? []) {
        const [, reference, platform] =
          MISMATCH.exec(Buffer.from(short, 'base64').toString('utf8')) ?? [];
        if (reference && platform) {
          const target = vertices.get(vertex)?.name.target ?? soleTarget;
          mismatches.set(target, { reference, platform });
        }
      }
      for (const { vertex, data } of event.logs ?? []) {
        const known = vertices.get(vertex);
        if (known) {
          const text = known.output + Buffer.from(data, 'base64').toString('utf8');
          known.output = text.slice(-OUTPUT_KEPT);
        }
      }
      for (const { id, vertex, current, completed } of event.statuses ?? []) {
        if (id.startsWith('transferring ') && current !== undefined) {
          // Every target that shares the vertex reports the same transfer, each at its own pace.
          const known = sent.get(`${vertex} ${id}`);
          sent.set(`${vertex} ${id}`, {
            vertex,
            bytes: Math.max(current, known?.bytes ?? 0),
            hasEnded: completed !== undefined || (known?.hasEnded ?? false),
          });
        }
        const [, digest] =
          /^(?:exporting manifest(?: list)?|writing image) (sha256:[0-9a-f]+)/.exec(id) ?? [];
        if (digest) {
          manifests.set(vertex, digest);
        }
        const [, reference] = /^pushing manifest for (\S+)@sha256:/.exec(id) ?? [];
        if (reference && completed !== undefined) {
          sentManifests.set(vertex, (sentManifests.get(vertex) ?? new Set()).add(reference));
        }
      }
      return (event.vertexes ?? []).flatMap(take);
    },
    steps: () =>
      [...vertices.values()].filter(({ vertex }) => vertex.completed !== undefined).map(stepOf),
    contextBytes() {
      const byTarget = new Map<string, number>();
      for (const { vertex, bytes, hasEnded } of sent.values()) {
        const { text = '', target = soleTarget } = vertices.get(vertex)?.name ?? {};
        if (!/^load (build definition|\.dockerignore)/.test(text)) {
          byTarget.set(target, (byTarget.get(target) ?? 0) + (hasEnded ? bytes : Number.NaN));
        }
      }
      return new Map([...byTarget].filter(([, bytes]) => !Number.isNaN(bytes)));
    },
    pushed: () =>
      new Map(
        [...sentManifests].map(([vertex, references]) => [
          vertices.get(vertex)?.name.target ?? soleTarget,
          [...references],
        ]),
      ),
    mismatches: () => mismatches,
    digests: () =>
      new Map(
        [...manifests].map(([vertex, digest]) => [
          vertices.get(vertex)?.name.target ?? soleTarget,
          digest,
        ]),
      ),
  };
}

/**
 * BuildKit's words for an image that is no index and of another platform: it builds on with it.
 *
 * Rule: `InvalidBaseImagePlatform` of BuildKit's `frontend/dockerfile/linter`.
 */
const MISMATCH = /^InvalidBaseImagePlatform: Base image (\S+) was pulled .* expected "([^"]+)"/;

/**
 * How the engine words that it gave a step up, at the end or at the start: what a RUN was or printed
 * is in between. Steps that were talking to the client when it hung up lose their connection.
 */
const STOPPED =
  /context canceled$|^canceled\b|^no active session\b|^(?:[^"]*: )?rpc error: code = (?:Canceled|Unavailable)\b/i;

function stepOf({ targets, name, vertex, cached, output }: Known): Step {
  const { started, completed, error } = vertex;
  return {
    digest: vertex.digest,
    targets: [...targets],
    text: name.text,
    isInstruction: name.isInstruction,
    ...(name.platform && { platform: name.platform }),
    outcome: error ? (STOPPED.test(error) ? 'stopped' : 'failed') : cached ? 'cached' : 'run',
    seconds: started && completed ? (Date.parse(completed) - Date.parse(started)) / 1000 : 0,
    ...(error && { error, output }),
  };
}

interface VertexName {
  readonly target: string;
  readonly text: string;
  readonly isInstruction: boolean;
  readonly platform?: string;
}

/**
 * Splits a vertex's name as buildx prints it: `[api dependencies 1/1] RUN …` for an instruction,
 * `[api] exporting to image` and `[api internal] load build context` for what the engine does itself.
 * A build of one target has no target in the brackets; one for several platforms names the step's own:
 * `[api linux/arm64 dependencies 1/1]`.
 */
function parseVertexName(name: string, soleTarget: string): VertexName {
  const [, scope = '', text = name] = /^\[([^\]]*)\] (.*)$/s.exec(name) ?? [];
  const words = scope.split(' ');
  const platform = words.find((word) => /^[a-z]+\/[a-z0-9]+(\/v\d+)?$/.test(word));
  const counted = /^\d+\/\d+$/.test(words.at(-1) ?? '');
  return {
    target: soleTarget === '' ? (words[0] ?? '') : soleTarget,
    text,
    ...(platform && { platform }),
    isInstruction: counted && !/^(FROM|LINK) /.test(text),
  };
}
