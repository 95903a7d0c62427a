import type { Engine } from './engine.ts';
import type { EngineSettings } from './engine-settings.ts';
import { packageIndexAt } from './services/start-index-proxy.ts';

/** The engine as its users see it. */
export function describeEngine(
  kind: Engine['kind'],
  env: Engine['env'],
  settings: EngineSettings,
  gateway: string,
): Engine {
  const caBundle = process.env.SSL_CERT_FILE;
  return {
    kind,
    env,
    registry: `127.0.0.1:${settings.registryPort}`,
    index: packageIndexAt({ address: gateway, port: settings.indexPort }),
    ...(caBundle ? { caBundle } : {}),
  };
}
