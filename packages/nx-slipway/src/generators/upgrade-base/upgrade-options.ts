/** The options of the generator after the schema's defaults. */
export interface UpgradeOptions {
  /** Name of the stack's project. */
  readonly stack: string;
  /** The reference to start from, as given. */
  readonly to: string;
  readonly python?: string;
  readonly pin: boolean;
}
