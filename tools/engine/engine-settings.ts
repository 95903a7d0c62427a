/** What a checkout's engine claims on the machine. Kept over `down`, so that URLs in lock files stay true. */
export interface EngineSettings {
  /** Name of the default bridge; an interface name has at most 15 bytes. */
  readonly bridge: string;
  /** Second byte of the 10.x.0.0/16 from which every network of this engine is cut. */
  readonly block: number;
  readonly registryPort: number;
  readonly indexPort: number;
}

/** Every address that a container of this engine can have. */
export function subnetOf(settings: EngineSettings): string {
  return `10.${settings.block}.0.0/16`;
}

/** The host as seen from containers, and as seen from itself: the one address that works for both. */
export function gatewayOf(settings: EngineSettings): string {
  return `10.${settings.block}.0.1`;
}
