import type { BuildLog, Step } from '../log/build-log';

/** Follows one `podman build` through the lines it prints. */
export interface PodmanBuildLog extends Pick<BuildLog, 'steps' | 'contextBytes'> {
  /** Takes in a line of standard output and returns the step it ended, if one. @param now in milliseconds */
  readonly accept: (line: string, now: number) => Step | undefined;
  /** Takes in a line of standard error. */
  readonly acceptError: (line: string) => void;
  /** Ends a build that failed: the step that was at work, with what podman says of it. */
  readonly fail: (outcome: 'failed' | 'stopped', now: number) => Step | undefined;
  /** What podman says of the failure, in one paragraph. */
  readonly error: () => string;
}

/** How much of a step's output is kept for the case that it fails, in characters. */
const OUTPUT_KEPT = 4000;

interface Open {
  readonly text: string;
  readonly started: number;
  isCached: boolean;
  output: string;
}

/** @param targets the target that is built, first, and those that are linked to it */
export function podmanBuildLog(targets: readonly string[]): PodmanBuildLog {
  const ended: Step[] = [];
  const errors: string[] = [];
  /** A step that takes from a stage which is yet to be built stays open while that one's steps run. */
  const open: Open[] = [];

  const end = (now: number, more: Pick<Step, 'digest' | 'outcome' | 'error' | 'output'>): Step => {
    const { text = '', started = now } = open.pop() ?? {};
    const seconds = (now - started) / 1000;
    const step = { targets, text, isInstruction: isInstruction(text), seconds, ...more };
    ended.push(step);
    return step;
  };
  const print = (line: string): void => {
    const last = open.at(-1);
    if (last) last.output = `${last.output}${line}\n`.slice(-OUTPUT_KEPT);
  };

  return {
    accept(line, now) {
      const [, count, text] = /^(?:\[\d+\/\d+\] )?STEP \d+\/(\d+): (.*)$/.exec(line) ?? [];
      if (text !== undefined) {
        // The FROM of a stage has no end of its own, unless it is all of the stage.
        if (!/^FROM /.test(text) || count === '1') {
          open.push({ text, started: now, isCached: false, output: '' });
        }
        return undefined;
      }
      const last = open.at(-1);
      if (last && /^--> Using cache [0-9a-f]{64}$/.test(line)) {
        last.isCached = true;
        return undefined;
      }
      const [, layer] = /^--> ([0-9a-f]{12})$/.exec(line) ?? [];
      if (last && layer !== undefined) {
        // The same layer is the same step, whichever target came by it first.
        return end(now, { digest: layer, outcome: last.isCached ? 'cached' : 'run' });
      }
      print(line);
      return undefined;
    },
    acceptError(line) {
      if (/^time="[^"]*" level=/.test(line)) return;
      if (/^Error: /.test(line) || errors.length > 0) errors.push(line);
      else print(line);
    },
    fail(outcome, now) {
      const last = open.at(-1);
      if (!last) return undefined;
      const { output } = last;
      return end(now, {
        digest: `${targets[0]} ${last.text}`,
        outcome,
        error: reason(errors),
        output,
      });
    },
    steps: () => ended,
    // podman reads contexts where they are, and sends none.
    contextBytes: () => new Map(),
    error: () => errors.join('\n').replace(/^Error: /, ''),
  };
}

/** The instructions that docker counts as well: those that may change files. */
function isInstruction(text: string): boolean {
  return /^(RUN|COPY|ADD|WORKDIR) /.test(text);
}

/** podman names the step once more, which the problem does already. */
function reason(errors: readonly string[]): string {
  return errors.join('\n').replace(/^Error: (?:building at STEP ".*?": )?/, '');
}
