import { enginePlace } from './engine-place.ts';
import { readEngineRecord } from './engine-record.ts';
import { subnetOf } from './engine-settings.ts';
import { formatStatus, type ServiceStatus } from './format-status.ts';
import { hasBridge } from './network/apply-network.ts';
import { readSettings } from './network/choose-settings.ts';
import { isCutOff } from './services/index-cut-mark.ts';
import { engineSocket } from './services/plan-daemon-config.ts';
import { readRunning } from './services/process-record.ts';
import { answers } from './services/start-dockerd.ts';
import { isIndexUp } from './services/start-index-proxy.ts';
import { isServing } from './services/start-registry.ts';
import { serviceLog } from './services/start-service.ts';

/** Reads what of this checkout's engine runs and where, as text. Changes nothing. */
export async function engineStatus(): Promise<string> {
  const place = enginePlace();
  const [settings, engine] = [await readSettings(place), await readEngineRecord(place)];
  if (!settings || !engine) {
    return `never brought up for ${place.checkout}\n`;
  }
  const isPrivate = engine.kind === 'private';
  const socket = engineSocket(place);
  const services = [
    ...(isPrivate
      ? [{ name: 'dockerd' as const, at: `unix://${socket}`, answers: answers(socket) }]
      : []),
    { name: 'registry' as const, at: engine.registry, answers: isServing(settings) },
    { name: 'index' as const, at: engine.index.hostUrl, answers: isIndexUp(settings.indexPort) },
  ];
  return formatStatus({
    checkout: place.checkout,
    state: place.state,
    cache: place.cache,
    network: isPrivate
      ? `${settings.bridge} ${subnetOf(settings)}${(await hasBridge(settings)) ? '' : ' (absent)'}`
      : "the user's own engine, as it is",
    indexCutOff: await isCutOff(place),
    services: await Promise.all(
      services.map(async (service): Promise<ServiceStatus> => {
        const record = await readRunning(place, service.name);
        return {
          name: service.name,
          at: service.at,
          log: serviceLog(place, service.name),
          answers: await service.answers,
          ...(record ? { pid: record.pid } : {}),
        };
      }),
    ),
  });
}
