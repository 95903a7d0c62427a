/** An environment marker of PEP 508 as a tree. */
export type Marker = MarkerComparison | MarkerJunction;

export interface MarkerComparison {
  /** A variable, or a text in its quotes. */
  readonly left: string;
  /** `==`, `not in`. */
  readonly operator: string;
  /** A variable, or a text in its quotes. */
  readonly right: string;
}

/** Two markers or more; none of them is a junction of the same operator unless it has brackets. */
export interface MarkerJunction {
  readonly operator: 'and' | 'or';
  readonly parts: readonly Marker[];
}

export function isJunction(marker: Marker): marker is MarkerJunction {
  return 'parts' in marker;
}

/** Returns the text between quotes; undefined for a variable. */
export function literalOf(side: string): string | undefined {
  return /^["']/.test(side) ? side.slice(1, -1) : undefined;
}
