import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { type EngineSettings, subnetOf } from '../engine-settings.ts';

/** The socket of a checkout's private engine. */
export function engineSocket(place: EnginePlace): string {
  return join(place.run, 'docker.sock');
}

/**
 * The config of a private dockerd that keeps to its own folders, bridge and addresses.
 * @param root the unpacked programs
 * @param mtu of the host's way out, in bytes: a larger one would leave large packets to chance
 */
export function planDaemonConfig(
  place: EnginePlace,
  settings: EngineSettings,
  root: string,
  mtu: number,
): Readonly<Record<string, unknown>> {
  return {
    hosts: [`unix://${engineSocket(place)}`],
    'data-root': join(place.state, 'data'),
    'exec-root': join(place.run, 'exec'),
    pidfile: join(place.run, 'docker.pid'),
    features: { 'containerd-snapshotter': true },
    'init-path': join(root, 'usr/bin/tini-static'),
    'userland-proxy-path': join(root, 'usr/sbin/docker-proxy'),
    bridge: settings.bridge,
    iptables: false,
    ip6tables: false,
    'default-address-pools': [{ base: subnetOf(settings), size: 24 }],
    mtu,
    'default-network-opts': { bridge: { 'com.docker.network.driver.mtu': String(mtu) } },
    'registry-mirrors': [`http://127.0.0.1:${settings.registryPort}`],
    'insecure-registries': [`127.0.0.1:${settings.registryPort}`],
  };
}
