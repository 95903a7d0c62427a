import type { EnginePlace } from '../engine-place.ts';
import { type EngineSettings, gatewayOf } from '../engine-settings.ts';

/** What podman is set up with, by file name; each is named to podman by a variable or by another of them. */
export function planPodmanConfig(
  folders: { readonly state: string; readonly run: string },
  place: Pick<EnginePlace, 'id'>,
  settings: EngineSettings,
): Readonly<Record<string, string>> {
  const { state, run } = folders;
  const registry = `127.0.0.1:${settings.registryPort}`;
  const network = `slip${place.id}p`;
  return {
    'storage.conf': lines(
      '[storage]',
      'driver = "overlay"',
      `graphroot = "${state}/graph"`,
      `runroot = "${run}/storage"`,
    ),
    'containers.conf': lines(
      '[containers]',
      // Without the right to raise limits runc may not be asked for podman's own, higher ones.
      'default_ulimits = ["nofile=20000:20000", "nproc=90000:90000"]',
      '[engine]',
      // crun refuses machines with cgroups of both versions.
      'runtime = "runc"',
      'cgroup_manager = "cgroupfs"',
      'events_logger = "file"',
      // Locks in shared memory have one name for all of a machine.
      'lock_type = "file"',
      `tmp_dir = "${run}/libpod"`,
      `volume_path = "${state}/volumes"`,
      '[network]',
      `network_config_dir = "${state}/networks"`,
      `default_network = "${network}"`,
      // The rules of the engine's own block cover this network as well.
      'firewall_driver = "none"',
    ),
    'registries.conf': lines(
      'unqualified-search-registries = ["docker.io"]',
      '[[registry]]',
      'location = "docker.io"',
      '[[registry.mirror]]',
      `location = "${registry}"`,
      'insecure = true',
      '[[registry]]',
      `location = "${registry}"`,
      'insecure = true',
    ),
    // Written here since podman would name the bridge as every other podman of the machine does.
    [`networks/${network}.json`]: `${JSON.stringify(networkOf(network, settings), undefined, 2)}\n`,
  };
}

function networkOf(name: string, settings: EngineSettings) {
  return {
    name,
    id: name.replace(/^slip|p$/g, '').padStart(64, '0'),
    driver: 'bridge',
    network_interface: name,
    created: '2026-01-01T00:00:00Z',
    subnets: [{ subnet: subnetOf(settings), gateway: subnetOf(settings).replace('.0/24', '.1') }],
    ipv6_enabled: false,
    internal: false,
    dns_enabled: false,
    ipam_options: { driver: 'host-local' },
  };
}

/** The last network of the engine's block: dockerd cuts its own from the first on. */
function subnetOf(settings: EngineSettings): string {
  return gatewayOf(settings).replace(/\.0\.1$/, '.254.0/24');
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
