import type { EngineProblem } from '../../problems/kinds/builds/engine-problem';
import type { PodmanProblem } from '../../problems/kinds/builds/podman-problem';
import { DISK_FULL } from '../log/disk-failure';

/** How podman words failures that are not a step's own; first match counts. */
const PATTERNS: readonly {
  readonly pattern: RegExp;
  readonly kind: 'podman-unreachable' | 'podman-too-old' | 'podman-disk-full';
}[] = [
  { pattern: DISK_FULL, kind: 'podman-disk-full' },
  {
    pattern:
      /cannot connect to podman|unable to connect to podman|podman machine (init|start)|dial unix [^\n]*podman[^\n]*(no such file|refused)/i,
    kind: 'podman-unreachable',
  },
  {
    // Of an unknown instruction it says the same, be it a heredoc's line or a slip of the pen.
    pattern: /unknown flag: --|(COPY|ADD) only supports the /,
    kind: 'podman-too-old',
  },
];

/**
 * Classifies a failed call of podman in which no step failed.
 *
 * @param detail podman's standard error, or why it could not be started
 */
export function classifyPodman(detail: string, command: string): EngineProblem | PodmanProblem {
  if (/spawn podman ENOENT/.test(detail)) return { kind: 'podman-missing' };
  const found = PATTERNS.find(({ pattern }) => pattern.test(detail));
  const lines = detail.trim().split('\n');
  return found
    ? { kind: found.kind, detail: lines.find((line) => found.pattern.test(line)) ?? detail.trim() }
    : { kind: 'engine-failed', detail: lines.slice(-20).join('\n'), command };
}
