import { type Document, isMap, isScalar, isSeq, YAMLMap, type YAMLSeq } from 'yaml';
import { withoutSlash } from '../../python/projects/without-slash';
import type { FileCopy } from '../bindings/service-view';
import { composeText, isEmpty, sameJson } from './compose-document';

/** Has a service mount the sources that take the place of those in its image; mounts of the user's stay. */
export function setMounts(document: Document, node: YAMLMap, sources: readonly FileCopy[]): void {
  setEntries(document, node, ['volumes'], sources.map(mountOf), {
    isOwn: isOwnMount,
    keyOf: targetOf,
  });
}

/** Has a service start again when one of its sources changes. */
export function setWatches(document: Document, node: YAMLMap, sources: readonly FileCopy[]): void {
  const watches = sources.map(({ source }) => watchOf(source));
  setEntries(document, node, ['develop', 'watch'], watches, {
    isOwn: isOwnWatch,
    keyOf: pathOf,
  });
}

/** A container whose sources are missing does not start, in place of one with an empty folder. */
function mountOf({ source, target }: FileCopy) {
  return {
    type: 'bind',
    source: localPath(source),
    target: composeText(target),
    read_only: true,
    bind: { create_host_path: false },
  };
}

function isOwnMount(entry: unknown): boolean {
  const { source, target, ...rest } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  return (
    sameJson(rest, { type: 'bind', read_only: true, bind: { create_host_path: false } }) &&
    /^\.\//.test(String(source)) &&
    /^(\/app|\/venv\/lib)\//.test(String(target))
  );
}

const BYTECODE = '**/__pycache__';

function watchOf(source: string) {
  return { action: 'restart', path: localPath(source), ignore: [BYTECODE] };
}

function isOwnWatch(entry: unknown): boolean {
  const { path, ...rest } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  return sameJson(rest, { action: 'restart', ignore: [BYTECODE] }) && /^\.\//.test(String(path));
}

function localPath(path: string): string {
  return composeText(`./${path}`);
}

/** What tells entries of a list apart. */
interface EntryKind {
  readonly isOwn: (entry: unknown) => boolean;
  /** Two entries of one key stand in each other's way. */
  readonly keyOf: (entry: unknown) => string;
}

/** Folder of a mount in the container, in the short form and the long one. */
function targetOf(entry: unknown): string {
  const target = isObject(entry) ? entry.target : String(entry).split(':')[1];
  return withoutSlash(String(target));
}

function pathOf(entry: unknown): string {
  return isObject(entry) ? withoutSlash(String(entry.path)) : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function json(item: unknown): unknown {
  return isMap(item) || isSeq(item) || isScalar(item) ? item.toJSON() : item;
}

/** An entry over several lines, with what is inside it on one line each. */
function entryNode(document: Document, entry: unknown): unknown {
  const node = document.createNode(entry);
  for (const { value } of isMap(node) ? node.items : []) {
    if (isMap(value) || isSeq(value)) value.flow = true;
  }
  return node;
}

/** Makes the plugin's entries of a list those that are wanted; where they are in the list stays as it is. */
function setEntries(
  document: Document,
  node: YAMLMap,
  path: readonly string[],
  wanted: readonly unknown[],
  { isOwn, keyOf }: EntryKind,
): void {
  const existing = node.getIn(path, true);
  if (isEmpty(existing) && wanted.length === 0) return;
  const list = isSeq(existing) ? existing : newList(document, node, path);
  if (!list) return;
  list.items = list.items.filter(
    (item) => !isOwn(json(item)) || wanted.some((each) => sameJson(each, json(item))),
  );
  for (const entry of wanted) {
    // One of the user's for the same thing counts.
    if (list.items.some((item) => keyOf(json(item)) === keyOf(entry))) continue;
    list.add(entryNode(document, entry));
  }
  if (list.items.length === 0) removeEmpty(node, path);
}

function newList(document: Document, node: YAMLMap, path: readonly string[]): YAMLSeq | undefined {
  const parents = path.slice(0, -1);
  // An alias or a text in its place is the user's.
  if (parents.some((_, at) => !isMapOrEmpty(node.getIn(path.slice(0, at + 1), true))))
    return undefined;
  if (!isEmpty(node.getIn(path, true))) return undefined;
  const list = document.createNode([]) as YAMLSeq;
  for (const [at] of parents.entries()) {
    const below = path.slice(0, at + 1);
    if (isEmpty(node.getIn(below, true))) node.setIn(below, new YAMLMap());
  }
  node.setIn(path, list);
  return list;
}

function isMapOrEmpty(node: unknown): boolean {
  return isMap(node) || isEmpty(node);
}

/** Removes an empty list, and what held nothing else. */
function removeEmpty(node: YAMLMap, path: readonly string[]): void {
  node.deleteIn(path);
  const parent = path.slice(0, -1);
  const holder = parent.length > 0 ? node.getIn(parent, true) : undefined;
  if (isMap(holder) && holder.items.length === 0) removeEmpty(node, parent);
}
