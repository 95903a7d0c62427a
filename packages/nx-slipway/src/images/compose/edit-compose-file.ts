import { type Document, isMap, isSeq, type Scalar, YAMLMap } from 'yaml';
import type { ComposeProblem } from '../../problems/kinds/commands/compose-problem';
import { type BackingName, backingServices } from './backing-services';
import {
  isEmpty,
  mapAt,
  readComposeDocument,
  sameJson,
  writeComposeDocument,
} from './compose-document';
import { type ComposeService, MARK } from './compose-service';
import { newService, updateService } from './edit-service';
import { freePort, takenPorts } from './host-ports';
import { readMark } from './service-mark';

/** What a compose file is to hold. */
export interface ComposePlan {
  readonly services: readonly ComposeService[];
  /** Projects that the file is for, as its head names them. */
  readonly projects: readonly string[];
  /** First lines of a new file, without the comment signs. */
  readonly head: readonly string[];
}

/** A compose file with the planned services, and those whose names services of the user's already have. */
export type EditedComposeFile =
  | { readonly content: string; readonly notes: readonly ComposeProblem[] }
  | { readonly problem: ComposeProblem };

/**
 * Writes the planned services into a compose file. In an existing service, only what the plugin has written is
 * changed; services, keys and comments of the user stay.
 *
 * @param before text of the file; undefined for a new one
 */
export function editComposeFile(
  file: string,
  before: string | undefined,
  plan: ComposePlan,
): EditedComposeFile {
  const read = readComposeDocument(file, before ?? '');
  if ('problem' in read) return read;
  const { document } = read;
  if (isEmpty(document.contents)) document.contents = new YAMLMap();
  const root = document.contents as YAMLMap;
  const asRead = sameJsonOf(document);
  if (before === undefined) document.commentBefore = plan.head.map((line) => ` ${line}`).join('\n');
  const projects = document.createNode([...plan.projects], { flow: true });
  if (!isMap(root.get(MARK, true))) root.set(MARK, document.createNode({ projects: [] }));
  if (!sameJson(root.getIn([MARK, 'projects'], true), projects)) {
    root.setIn([MARK, 'projects'], projects);
  }
  if (isEmpty(root.get('services', true))) root.set('services', new YAMLMap());
  const services = mapAt(root, 'services') ?? new YAMLMap();
  const notes = editServices(document, services, { file, plan });
  if (before === undefined) spaceOut(document, root);
  return asRead === sameJsonOf(document) && before !== undefined
    ? { content: before, notes }
    : { content: writeComposeDocument(document, before ?? ''), notes };
}

function sameJsonOf(document: Document): string {
  return JSON.stringify(document.toJS());
}

function editServices(
  document: Document,
  services: YAMLMap,
  { file, plan }: { readonly file: string; readonly plan: ComposePlan },
): readonly ComposeProblem[] {
  const notes: ComposeProblem[] = [];
  const wanted = new Set(plan.services.map(({ image, job }) => keyOf(image, job?.target)));
  services.items = services.items.filter(({ value }) => {
    const mark = readMark(value);
    return mark?.image === undefined || wanted.has(keyOf(mark.image, mark.job));
  });
  const isProbed = (name: BackingName): boolean => {
    const standing = mapAt(services, name);
    return !standing || standing.has('healthcheck');
  };
  for (const service of plan.services) {
    const key = keyOf(service.image, service.job?.target);
    const standing = services.items.find(({ value }) => {
      const mark = readMark(value);
      return mark !== undefined && keyOf(mark.image, mark.job) === key;
    });
    const mark = readMark(standing?.value);
    if (isMap(standing?.value) && mark) {
      updateService(document, standing.value, service, { isProbed, mark });
    } else if (services.has(service.name)) {
      notes.push({ kind: 'compose-service-taken', place: { file }, service: service.name });
    } else {
      const hostPort = freePort(takenPorts(services));
      addService(document, service.name, newService(document, service, { isProbed, hostPort }));
    }
  }
  editBacking(document, services);
  return notes;
}

/** What tells a service of the plugin's from others, whatever the user calls it. */
function keyOf(image: string | undefined, target: string | undefined): string {
  return JSON.stringify([image ?? null, target ?? null]);
}

/** Adds the services that others wait for, and removes those of the plugin's that nobody waits for. */
function editBacking(document: Document, services: YAMLMap): void {
  const waited = new Set(
    services.items.flatMap(({ value }) => {
      const node = isMap(value) ? value.get('depends_on', true) : undefined;
      const dependencies: unknown = isMap(node) || isSeq(node) ? node.toJSON() : {};
      return Array.isArray(dependencies) ? dependencies : Object.keys(dependencies as object);
    }),
  );
  for (const name of Object.keys(backingServices) as BackingName[]) {
    const mark = readMark(services.get(name, true));
    if (waited.has(name) && !services.has(name)) addBacking(document, name);
    if (!waited.has(name) && mark && mark.image === undefined) services.delete(name);
  }
}

function addBacking(document: Document, name: BackingName): void {
  const { definition, volume } = backingServices[name];
  const node = document.createNode({ [MARK]: {}, ...definition }) as YAMLMap;
  const test = node.getIn(['healthcheck', 'test'], true);
  if (test) (test as { flow?: boolean }).flow = true;
  const mark = node.get(MARK, true);
  if (isMap(mark)) mark.flow = true;
  addService(document, name, node);
  if (volume === undefined) return;
  const root = document.contents as YAMLMap;
  if (isEmpty(root.get('volumes', true))) root.set('volumes', new YAMLMap());
  const volumes = mapAt(root, 'volumes');
  if (volumes && !volumes.has(volume)) volumes.set(volume, document.createNode({}, { flow: true }));
}

/** Adds a service at the end, behind a blank line. */
function addService(document: Document, name: string, node: YAMLMap): void {
  const services = mapAt(document.contents as YAMLMap, 'services');
  const key = document.createNode(name) as Scalar;
  key.spaceBefore = (services?.items.length ?? 0) > 0;
  services?.add(document.createPair(key, node));
}

/** Puts a blank line between the parts of a new file. */
function spaceOut(document: Document, { items }: YAMLMap): void {
  for (const pair of items.slice(1)) {
    const key = document.createNode(pair.key) as Scalar;
    key.spaceBefore = true;
    pair.key = key;
  }
}
