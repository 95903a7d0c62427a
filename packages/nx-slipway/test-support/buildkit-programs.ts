import { join } from 'node:path';
import { engineRegistry } from './engine-registry';

/** The folder of BuildKit's own programs, which need root on Linux. Where it is absent, specs are skipped. */
export const BUILDKIT = process.env.SLIPWAY_BUILDKIT;

/** The path of one of them. */
export function buildkitProgram(name: 'buildkitd' | 'buildctl'): string {
  return join(BUILDKIT ?? '', name);
}

/**
 * What every buildkitd of a spec is configured with, in TOML: its steps run in the network it has itself,
 * where the registry and the index are, and base images come from that registry.
 */
export function buildkitConfig(): string {
  const registry = engineRegistry();
  return `[worker.oci]
  networkMode = "host"
[worker.containerd]
  enabled = false
[registry."docker.io"]
  mirrors = ["${registry}"]
[registry."${registry}"]
  http = true
`;
}
