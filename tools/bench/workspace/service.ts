/** A service of the bench's workspace. */
export interface Service {
  /** Of the project, its folder under `services` and its image: `web01-k3f9`. */
  readonly name: string;
  /** Its Python package: `web01_k3f9`. */
  readonly module: string;
  readonly role: 'http' | 'dramatiq';
  /** What it requires besides what its role does. */
  readonly extras: readonly string[];
}
