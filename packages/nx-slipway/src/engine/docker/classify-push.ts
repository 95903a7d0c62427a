import type { PushProblem } from '../../problems/kinds/builds/push-problem';

/** Kinds of failures that a registry's answer tells. */
export type PushFailure = Exclude<
  PushProblem['kind'],
  'annotations-left-out' | 'attestations-unsupported' | 'sbom-scanner-missing'
>;

/** How BuildKit words what a registry did; first match counts. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly kind: PushFailure }[] = [
  {
    pattern: /\b507\b|insufficient storage|no space left on device|disk full|quota/i,
    kind: 'push-full',
  },
  { pattern: /\b429\b|too ?many ?requests/i, kind: 'push-throttled' },
  { pattern: /\b403\b|\bdenied: /i, kind: 'push-denied' },
  {
    pattern:
      /\b401\b|unauthorized|authorization failed|no basic auth credentials|failed to authorize/i,
    kind: 'push-unauthorized',
  },
  { pattern: /unexpected status[^\n]*\b5\d\d\b|\b5\d\d [A-Z]/, kind: 'push-failing' },
  {
    pattern:
      /connection refused|connection reset|no such host|no route to host|i\/o timeout|timed? ?out|deadline exceeded|server misbehaving|network is unreachable|certificate|tls: |http: server gave HTTP response|: EOF$/im,
    kind: 'push-unreachable',
  },
];

/**
 * Classifies the engine's message about a failed push. Its own retries are over by then: it repeats
 * what got a 5xx or lost its connection three times, after 1, 2 and 4 seconds, and at once what got a
 * 429; not what finds nobody listening.
 *
 * Rule: `util/resolver/retryhandler` of BuildKit, `retryRequest` of containerd's `remotes/docker`.
 */
export function classifyPush(error: string, hasAttestations: boolean): PushFailure {
  const found = PATTERNS.find(({ pattern }) => pattern.test(error));
  if (found) return found.kind;
  return hasAttestations && /\b4\d\d\b|manifest|unsupported/i.test(error)
    ? 'push-attestations-refused'
    : 'push-refused';
}

/** Failures that are gone after a while, and that the engine itself does not wait for. */
export function isWaitedFor(kind: PushFailure): boolean {
  return kind === 'push-throttled' || kind === 'push-unreachable';
}

/** The reference BuildKit names as the one that failed, and the rest of its sentence. */
export function failedReference(error: string): {
  readonly reference?: string;
  readonly detail: string;
} {
  const [, reference, detail] = /failed to push (\S+?): (.*)$/s.exec(error) ?? [];
  return reference === undefined || detail === undefined
    ? { detail: error }
    : { reference, detail };
}
