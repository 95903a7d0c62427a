import type { NxJsonConfiguration } from '@nx/devkit';
import { applyEdits, findNodeAtLocation, type JSONPath, modify, parseTree } from 'jsonc-parser';
import { withoutMark } from '../../workspace/files/file-text';
import { inStyleOf, lineEndOf } from '../text-style';

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
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: lineEndOf(text) };
  let edited = withoutMark(text);
  const set = (path: JSONPath, value: unknown, isArrayInsertion = false): void => {
    edited = applyEdits(
      edited,
      modify(edited, path, value, { formattingOptions, isArrayInsertion }),
    );
  };
  const root = parseTree(edited);
  for (const key of KEYS) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    const existing = root && findNodeAtLocation(root, [key]);
    const added =
      key === 'plugins' && existing?.type === 'array' ? after.plugins?.at(-1) : undefined;
    if (added === undefined) set([key], after[key]);
    else set([key, existing?.children?.length ?? 0], added, true);
  }
  return inStyleOf(text, edited);
}
