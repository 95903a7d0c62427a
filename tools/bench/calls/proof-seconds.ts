import type { TimedCall } from './read-calls.ts';

/** What the time of an upgrade with a proof consists of, besides the plan and what Nx takes. */
export interface ProofSeconds {
  /** In which a call of bake was building; other calls of `build` only ask what a base is. */
  readonly buildSeconds: number;
  /** From the first container after the last build to the last look at one. */
  readonly probeSeconds: number;
}

/** Calls about containers; the first of them that follows a build starts an image that was built. */
const OF_CONTAINER = /^(?:run|exec|logs|stop|rm|container) /;

/** Sums up the calls of one upgrade. Builds that overlap count once. */
export function proofSeconds(calls: readonly TimedCall[]): ProofSeconds {
  const builds = calls
    .filter(({ line }) => / bake /.test(` ${line} `))
    .sort((a, b) => a.started - b.started);
  let build = 0;
  let until = 0;
  for (const { started, ended } of builds) {
    build += Math.max(0, ended - Math.max(started, until));
    until = Math.max(until, ended);
  }
  const looks = calls
    .filter(({ line, started }) => OF_CONTAINER.test(line) && started >= until)
    .map(({ started }) => started);
  const probes = looks.length === 0 ? 0 : Math.max(...looks) - Math.min(...looks);
  return { buildSeconds: rounded(build), probeSeconds: rounded(probes) };
}

/** How long an upgrade takes apart from its probes, where building its images alone is 1. */
export function proofRatio(wallSeconds: number, { buildSeconds, probeSeconds }: ProofSeconds) {
  return (wallSeconds - probeSeconds) / buildSeconds;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
