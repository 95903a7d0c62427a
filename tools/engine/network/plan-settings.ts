import type { EngineSettings } from '../engine-settings.ts';

/** What must not be claimed again: by other checkouts, by listeners, by the machine's own network. */
export interface Taken {
  readonly ports: ReadonlySet<number>;
  readonly blocks: ReadonlySet<number>;
}

/**
 * Claims two ports and a /16 for a checkout: the ones its id points at, or the next free ones.
 * @param id hex digits; the same id gives the same answer wherever nothing is in the way.
 * @throws when every candidate is taken
 */
export function planSettings(id: string, taken: Taken): EngineSettings {
  const seed = Number.parseInt(id, 16);
  // Below 32768: above it the kernel hands out ports of outgoing connections.
  const ports = candidates(20_000, 12_000, (seed % 6_000) * 2).filter((p) => !taken.ports.has(p));
  const [block] = candidates(64, 128, seed).filter((b) => !taken.blocks.has(b));
  const [registryPort, indexPort] = ports;
  if (registryPort === undefined || indexPort === undefined || block === undefined) {
    throw new Error('no free port or private address block left on this machine');
  }
  return { bridge: `slip${id}`, block, registryPort, indexPort };
}

function candidates(first: number, count: number, start: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => first + ((start + i) % count));
}
