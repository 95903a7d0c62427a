import type { BuilderProblem } from '../../problems/kinds/builds/builder-problem';
import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';
import { DISK_FULL } from '../log/disk-failure';
import { NOT_LOADED } from '../log/platform-failure';

/** How the engine's client words failures that are not a step's own; first match counts. */
const PATTERNS: readonly {
  readonly pattern: RegExp;
  readonly kind: Extract<
    (EngineProblem | BuilderProblem)['kind'],
    | 'builder-lost'
    | 'cache-not-kept'
    | 'engine-unreachable'
    | 'engine-too-old'
    | 'engine-disk-full'
    | 'builder-unknown'
    | 'platforms-not-loaded'
  >;
}[] = [
  {
    pattern:
      /Unavailable: error reading from server|rpc error: code = Unavailable|^ERROR: context deadline exceeded$|listing workers/m,
    kind: 'builder-lost',
  },
  { pattern: /cache export is not supported for the/i, kind: 'cache-not-kept' },
  { pattern: DISK_FULL, kind: 'engine-disk-full' },
  {
    pattern:
      /cannot connect to the docker daemon|is the docker daemon running|error during connect|failed to connect to the docker api|dial (unix|tcp)[^\n]*(no such file|refused|timeout|no route)/i,
    kind: 'engine-unreachable',
  },
  {
    pattern:
      /unknown flag: --(allow|progress|metadata-file)|invalid progress|client version .* is too (new|old)|API version/i,
    kind: 'engine-too-old',
  },
  { pattern: /no builder .* found/i, kind: 'builder-unknown' },
  { pattern: NOT_LOADED, kind: 'platforms-not-loaded' },
];

/**
 * Classifies a failed call of the engine's client. The client's messages are all there is to tell
 * one failure from another.
 *
 * @param detail the client's standard error, or why it could not be started
 */
export function classifyFailure(detail: string, command: string): EngineProblem | BuilderProblem {
  const line = (pattern: RegExp): string =>
    detail
      .split('\n')
      .find((each) => pattern.test(each))
      ?.replace(/^ERROR: /, '')
      .trim() ?? detail.trim();
  if (/spawn docker ENOENT/.test(detail)) {
    return { kind: 'engine-missing' };
  }
  // Without the plugin the client takes flags of its commands for its own.
  if (
    /unknown (shorthand )?flag: .*--(file|builder)\b|unknown (shorthand )?flag: [\s\S]*^Usage:\s+docker \[OPTIONS\] COMMAND|buildx['`]? is not a docker command|unknown command: docker buildx/m.test(
      detail,
    )
  ) {
    return { kind: 'buildx-missing' };
  }
  // Words of the Dockerfile itself, which the client quotes below a failure, tell nothing.
  const output = detail.replace(/^ *\d+ \|.*$/gm, '');
  const match = PATTERNS.find(({ pattern }) => pattern.test(output));
  return match
    ? { kind: match.kind, detail: line(match.pattern) }
    : { kind: 'engine-failed', detail: lastLines(detail), command };
}

/** The target that bake names as the one that failed; undefined where it names none. */
export function namedTarget(detail: string): string | undefined {
  return /^ERROR: target (\S+): /m.exec(detail)?.[1];
}

/**
 * Whether the engine lost something of its own while it built. The same build succeeds when it runs again.
 *
 * - A snapshot: its garbage collection or a prune takes one that an export, a diff or a load of another image counts
 *   on (moby/buildkit#6521, #6977, #2740).
 * - The job of a build: under high load the client asks for its status before the engine has it, or after it has
 *   dropped it (`no such job`).
 */
export function isEngineRace(detail: string): boolean {
  return (
    /\bsnapshot (\S+ )?does not exist|failed to .*lease.*not found/i.test(detail) ||
    /\b(forwarding Ping|failed to receive status): .*\bno such job\b/i.test(detail)
  );
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-20).join('\n');
}
