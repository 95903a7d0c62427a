/** One measurement to make. */
export interface Run<Case, Contender> {
  readonly case: Case;
  readonly contender: Contender;
  /** From 0. */
  readonly run: number;
}

/**
 * The order of all measurements: case by case, and in each the contenders by turns, so that what slows the
 * machine down for a while slows all of them down.
 */
export function planRuns<
  Case extends { readonly isOnce?: boolean; readonly of?: readonly string[] },
  Contender extends string | { readonly name: string },
>(
  cases: readonly Case[],
  contenders: readonly Contender[],
  runs: number,
): readonly Run<Case, Contender>[] {
  return cases.flatMap((each) =>
    Array.from({ length: each.isOnce ? 1 : runs }, (_, run) =>
      contenders
        .filter((contender) => isAbout(each, nameOf(contender)))
        .map((contender) => ({ case: each, contender, run })),
    ).flat(),
  );
}

/** Whether a case measures a contender: all of them unless it names some. */
export function isAbout({ of }: { readonly of?: readonly string[] }, name: string): boolean {
  return of?.includes(name) ?? true;
}

function nameOf(contender: string | { readonly name: string }): string {
  return typeof contender === 'string' ? contender : contender.name;
}
