/** What Nx shows of a target. No `technologies`: Nx release would run another plugin's code on `docker`. */
export interface TargetMetadata {
  readonly description: string;
  readonly help: {
    /** Command that prints the options of the target. */
    readonly command: string;
    /** Options that a user may want to set. */
    readonly example: { readonly options: Readonly<Record<string, unknown>> };
  };
}

/** Describes a target to people. @param task the project and the target */
export function targetMetadata(
  description: string,
  [project, target]: readonly [string, string],
  options: Readonly<Record<string, unknown>>,
): TargetMetadata {
  return {
    description,
    help: { command: `nx run ${project}:${target} --help`, example: { options } },
  };
}
