import type { NxJsonConfiguration } from '@nx/devkit';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { withoutMark } from '../../workspace/files/file-text';
import { setInJson } from '../edit-json';

/** Parts of nx.json that this generator changes. */
const KEYS = ['plugins', 'sync', 'release'] as const;

/**
 * Returns the text of nx.json with what the plan changes; comments and everything else stay as they are.
 *
 * @param text of nx.json; undefined if the file is missing; then it is created
 * @param before what the text says, with what it extends
 */
export function editNxJson(
  text: string | undefined,
  before: NxJsonConfiguration,
  after: NxJsonConfiguration,
): string {
  if (text === undefined) return `${JSON.stringify(after, null, 2)}\n`;
  let edited = text;
  const root = parseTree(withoutMark(text));
  for (const key of KEYS) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    const existing = root && findNodeAtLocation(root, [key]);
    edited =
      key === 'plugins' && existing?.type === 'array'
        ? editPlugins(edited, before.plugins ?? [], after.plugins ?? [])
        : setInJson(edited, [key], after[key]);
  }
  return edited;
}

type Plugins = NonNullable<NxJsonConfiguration['plugins']>;

/** Adds options to entries, and entries to the list. */
function editPlugins(text: string, before: Plugins, after: Plugins): string {
  let edited = text;
  for (const [index, entry] of after.entries()) {
    const known = before[index];
    if (JSON.stringify(known) === JSON.stringify(entry)) continue;
    const [given, wanted] = [optionsOf(known), optionsOf(entry)];
    if (!given || !wanted) {
      edited = setInJson(edited, ['plugins', index], entry);
      continue;
    }
    for (const [name, value] of Object.entries(wanted)) {
      if (JSON.stringify(given[name]) === JSON.stringify(value)) continue;
      edited = setInJson(edited, ['plugins', index, 'options', name], value);
    }
  }
  return edited;
}

function optionsOf(
  entry: Plugins[number] | undefined,
): Readonly<Record<string, unknown>> | undefined {
  return typeof entry === 'object' && typeof entry.options === 'object' && entry.options !== null
    ? (entry.options as Readonly<Record<string, unknown>>)
    : undefined;
}
