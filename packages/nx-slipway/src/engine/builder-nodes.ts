/** The machines that a builder builds on. */
export interface BuilderNodes {
  /** What is built for where no platform is named; absent where the builder does not say, or has not been started yet. */
  readonly platform?: string;
  readonly count: number;
}
