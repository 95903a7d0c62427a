import {
  DEFAULT_ENGINE,
  ENGINE_NAMES,
  type EngineName,
} from '../images/options/engine-capabilities';
import type { Problem } from '../problems/problem';
import { dockerEngine } from './docker/docker-engine';
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

/**
 * The engine of a workspace, for what is no build.
 *
 * @param name as nx.json has it, whose options nobody checks; absent for the default
 */
export function workspaceEngine(
  name: EngineName = DEFAULT_ENGINE,
): { readonly engine: Engine } | { readonly problem: Problem } {
  return ENGINE_NAMES.includes(name)
    ? { engine: engineOf(name) }
    : { problem: { kind: 'engine-unknown', engine: name, known: ENGINE_NAMES } };
}
