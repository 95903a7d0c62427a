import { type Document, isMap, isSeq, type YAMLMap } from 'yaml';
import type { BackingName } from './backing-services';
import { composeText, sameJson } from './compose-document';
import { type ComposeService, JOBS_PROFILE, LOCAL_ADDRESS, MARK } from './compose-service';
import { addDependency, addVariables, movePort, removeDependency } from './edit-wiring';
import { setMounts, setWatches } from './own-entries';
import type { ServiceMark } from './service-mark';

/** What a service is told besides what it is. */
export interface ServiceWiring {
  /** Port of this machine, for a service that publishes one. */
  readonly hostPort?: number;
  /** Whether a service of that name says when it is healthy; others are waited for until they have started. */
  readonly isProbed: (name: BackingName) => boolean;
}

/** Writes a service that the file does not have yet. */
export function newService(
  document: Document,
  service: ComposeService,
  wiring: ServiceWiring,
): YAMLMap {
  const { reference, job, port } = service;
  const node = document.createNode({
    [MARK]: {},
    image: reference,
    // Another image of that name in a public registry is somebody else's.
    pull_policy: 'never',
    ...(service.endsByItself && { profiles: [JOBS_PROFILE] }),
    // The probe of the image asks for what its own command serves.
    ...(job && { command: [], healthcheck: { disable: true } }),
    ...(port !== undefined && { ports: [`${LOCAL_ADDRESS}:${wiring.hostPort}:${port}`] }),
  }) as YAMLMap;
  updateService(document, node, service, {
    ...wiring,
    mark: { needs: [], ...(port !== undefined && { port }) },
  });
  return node;
}

/** Brings the lines of a service that are the plugin's up to date. What the user has changed or removed stays. */
export function updateService(
  document: Document,
  node: YAMLMap,
  service: ComposeService,
  { mark, isProbed }: ServiceWiring & { readonly mark: ServiceMark },
): void {
  const { image, reference, port, job } = service;
  const known = Object.keys(service.needs) as BackingName[];
  const needs = service.mayNeedMore ? [...new Set([...mark.needs, ...known])] : known;
  setFlow(document, node, MARK, {
    image,
    ...(job && { job: job.target }),
    ...(port !== undefined && { port }),
    ...(needs.length > 0 && { needs }),
    ...(mark.sources === false && { sources: false }),
  });
  if (node.get('image') !== reference) node.set('image', reference);
  if (job) setFlow(document, node, 'command', job.command.map(composeText));
  if (mark.port !== undefined && port !== undefined && mark.port !== port) {
    movePort(node, mark.port, port);
  }
  for (const name of known.filter((each) => !mark.needs.includes(each))) {
    addVariables(document, node, service.needs[name] ?? {});
    addDependency(document, node, name, isProbed(name));
  }
  for (const name of mark.needs.filter((each) => !(needs as readonly string[]).includes(each))) {
    removeDependency(node, name);
  }
  const sources = mark.sources === false ? [] : service.sources;
  setMounts(document, node, sources);
  setWatches(document, node, service.endsByItself ? [] : sources);
}

/** Sets a value that belongs to the plugin, on one line. */
function setFlow(document: Document, node: YAMLMap, key: string, value: unknown): void {
  const standing = node.get(key, true);
  const isSame = isMap(standing) || isSeq(standing) ? sameJson(standing.toJSON(), value) : false;
  if (!isSame) node.set(key, document.createNode(value, { flow: true }));
}
