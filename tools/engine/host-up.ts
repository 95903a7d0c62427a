import { describeEngine } from './describe-engine.ts';
import type { Engine } from './engine.ts';
import type { EnginePlace } from './engine-place.ts';
import { readHostGateway, startHostRegistry } from './host-engine.ts';
import { installIndexProxy } from './install/install-index-proxy.ts';
import { settleSettings } from './network/settle-settings.ts';
import { isCutOff } from './services/index-cut-mark.ts';
import { startIndexProxy } from './services/start-index-proxy.ts';

/** Uses the user's own engine as it is, with a registry and a package index beside it. */
export async function hostUp(place: EnginePlace): Promise<Engine> {
  const settings = await settleSettings(place);
  const address = await readHostGateway();
  await startHostRegistry(place, settings);
  await installIndexProxy(place);
  if (!(await isCutOff(place))) {
    await startIndexProxy(place, { address, port: settings.indexPort });
  }
  return describeEngine('host', {}, settings, address);
}
