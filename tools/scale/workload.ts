/** One step of a build, as BuildKit runs it once wherever its result is not known. */
export interface Step {
  readonly id: string;
  /** As progress names it. */
  readonly name: string;
  /** That it takes with a core to itself. */
  readonly seconds: number;
  /** Ids of the steps whose results it starts from. */
  readonly needs: readonly string[];
}

/** What one machine is given at a time: the images of one project. */
export interface Job {
  readonly name: string;
  /** Names of the jobs that are done before it is given to anybody. */
  readonly needs: readonly string[];
  /** Ids of the steps whose results it is made of; what these need goes without saying. */
  readonly results: readonly string[];
}

export interface Workload {
  readonly steps: ReadonlyMap<string, Step>;
  readonly jobs: readonly Job[];
  /** Seconds of the command beside the engine's steps: Nx, reading, planning, reporting. */
  readonly outsideSeconds?: number;
}

/** The given steps and all they need, each once. */
export function closureOf(
  { steps }: Pick<Workload, 'steps'>,
  ids: readonly string[],
): ReadonlySet<string> {
  const reached = new Set(ids);
  for (const id of reached) {
    for (const need of steps.get(id)?.needs ?? []) reached.add(need);
  }
  return reached;
}
