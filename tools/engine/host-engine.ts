import { execa } from 'execa';
import type { EnginePlace } from './engine-place.ts';
import type { EngineSettings } from './engine-settings.ts';
import { isServing, startRegistry } from './services/start-registry.ts';

/**
 * Whether the user's own engine answers and has buildx. A private engine of any checkout that someone has
 * exported into the environment is not the user's own.
 */
export async function hasHostEngine(): Promise<boolean> {
  if (process.env.DOCKER_HOST?.startsWith('unix:///run/nx-slipway/')) {
    return false;
  }
  const [buildx, info] = await Promise.all([
    execa('docker', ['buildx', 'version'], { reject: false }),
    execa('docker', ['info', '--format', '{{.ServerVersion}}'], { reject: false }),
  ]);
  return !buildx.failed && !info.failed;
}

/** The host's address on the default bridge of the user's engine: where its RUN steps find the host. */
export async function readHostGateway(): Promise<string> {
  const format = '{{range .IPAM.Config}}{{.Gateway}} {{end}}';
  const { stdout } = await execa('docker', ['network', 'inspect', 'bridge', '--format', format]);
  return stdout.split(' ').find((address) => address.includes('.')) ?? '127.0.0.1';
}

/** Starts a loopback registry beside the user's engine: Debian's where it is installed, else a container. */
export async function startHostRegistry(
  place: EnginePlace,
  settings: EngineSettings,
): Promise<void> {
  if (await isServing(settings)) {
    return;
  }
  if (!(await execa('docker-registry', ['--version'], { reject: false })).failed) {
    return startRegistry(place, settings);
  }
  await execa('docker', ['rm', '-f', registryContainer(place)], { reject: false });
  const port = `127.0.0.1:${settings.registryPort}:5000`;
  await execa('docker', [
    'run',
    '-d',
    '--name',
    registryContainer(place),
    '-p',
    port,
    'registry:2',
  ]);
}

/** Removes the registry's container, if there is one. */
export async function removeHostRegistry(place: EnginePlace): Promise<void> {
  await execa('docker', ['rm', '-f', registryContainer(place)], { reject: false });
}

function registryContainer(place: EnginePlace): string {
  return `nx-slipway-registry-${place.id}`;
}
