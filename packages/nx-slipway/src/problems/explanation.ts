/** A problem in prose: what is wrong, and what to type next. */
export interface Explanation {
  /** One sentence without a final full stop: what is wrong. */
  readonly what: string;
  /** One sentence or command: what to do about it. */
  readonly next: string;
}

/** One text per kind of problem; a kind without a text does not compile. */
export type Explanations<P extends { readonly kind: string }> = {
  readonly [K in P['kind']]: (problem: OfKind<P, K>) => Explanation;
};

/** The member of a union that has a kind, also where the member has several. */
export type OfKind<P extends { readonly kind: string }, K> = P extends unknown
  ? K extends P['kind']
    ? P
    : never
  : never;
