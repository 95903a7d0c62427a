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
    const added =
      key === 'plugins' && existing?.type === 'array' ? after.plugins?.at(-1) : undefined;
    edited =
      added === undefined
        ? setInJson(edited, [key], after[key])
        : setInJson(edited, [key, existing?.children?.length ?? 0], added);
  }
  return edited;
}
