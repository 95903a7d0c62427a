import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import type { EngineSettings } from '../engine-settings.ts';
import { replaceFile } from '../machine/replace-file.ts';
import { startService } from './start-service.ts';

/** Starts the loopback registry, which is also what the private engine asks in Docker Hub's stead. */
export async function startRegistry(place: EnginePlace, settings: EngineSettings): Promise<void> {
  const config = join(place.state, 'registry.yml');
  await replaceFile(config, registryConfig(join(place.state, 'registry'), settings.registryPort));
  await startService(place, {
    name: 'registry',
    command: ['docker-registry', 'serve', config],
    isReady: () => isServing(settings),
  });
}

/** Whether the registry answers. */
export function isServing(settings: EngineSettings): Promise<boolean> {
  return fetch(`http://127.0.0.1:${settings.registryPort}/v2/`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function registryConfig(storage: string, port: number): string {
  return [
    'version: 0.1',
    'log: { level: warn, accesslog: { disabled: true } }',
    `storage: { filesystem: { rootdirectory: ${JSON.stringify(storage)} }, delete: { enabled: true } }`,
    `http: { addr: "127.0.0.1:${port}" }`,
    '',
  ].join('\n');
}
