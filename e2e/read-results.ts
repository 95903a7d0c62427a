/** What a run's closing table and its last line say. */
export interface Results {
  /** Steps that ran, by image; none of an image that exists. */
  readonly stepsRun: Readonly<Record<string, number>>;
  readonly invocations: number;
}

/** Reads the table out of the output of a build. @throws where it shows no table */
export function readResults(output: string): Results {
  const rows = output.matchAll(/^(\S+) +\S+ .* (?:(\d+) \/ \d+|exists) +[\d.]+$/gm);
  const last = /steps run, \d+ cached, (\d+) engine invocation/.exec(output);
  if (!last) {
    throw new Error(`no table in:\n${output}`);
  }
  return {
    stepsRun: Object.fromEntries(
      Array.from(rows, ([, image, run]) => [image ?? '', Number(run ?? 0)] as const).sort(),
    ),
    invocations: Number(last[1]),
  };
}
