import type { EngineName } from '../images/engine-capabilities';
import { dockerEngine } from './docker-engine';
import type { Engine } from './engine';
import { podmanEngine } from './podman/podman-engine';

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  docker: dockerEngine,
  podman: podmanEngine,
};

/** The engine of a name. */
export function engineOf(name: EngineName): Engine {
  return ENGINES[name];
}
