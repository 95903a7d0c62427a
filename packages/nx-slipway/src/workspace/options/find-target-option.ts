import { posix } from 'node:path';
import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { lineAt } from '../../problems/line-at';
import type { Place } from '../../problems/place';
import { withoutMark } from '../files/file-text';
import { textReader } from '../files/text-reader';

/** A value that a target of a project has for an option. */
export interface TargetOption {
  /** Folder of the project, relative to the workspace root. */
  readonly projectRoot: string;
  readonly target: string;
  /** The option's name and its alias. */
  readonly names: readonly string[];
  readonly value: unknown;
}

/**
 * Returns where project.json, package.json or nx.json sets an option of a target to a value. Undefined where none of
 * them does, as for what nx.json extends.
 */
export function findTargetOption(root: string, option: TargetOption): Place | undefined {
  const { projectRoot, target } = option;
  const read = textReader(root);
  const sources = [
    [posix.join(projectRoot, 'project.json'), ['targets', target]],
    [posix.join(projectRoot, 'package.json'), ['nx', 'targets', target]],
    // Keys of defaults are names, executors and patterns.
    ['nx.json', ['targetDefaults']],
  ] as const;
  for (const [file, path] of sources) {
    const text = withoutMark(read(file) ?? '');
    const tree = parseTree(text);
    const found = tree && findProperty(findNodeAtLocation(tree, [...path]), option);
    if (found) return { file, line: lineAt(text, found.offset) };
  }
  return undefined;
}

/** The value of a property at any depth: options may be those of a configuration. */
function findProperty(node: Node | undefined, option: TargetOption): Node | undefined {
  if (node?.type === 'property') {
    const [key, value] = node.children ?? [];
    if (value && option.names.includes(key?.value) && isEqual(value, option.value)) return value;
  }
  for (const child of node?.children ?? []) {
    const found = findProperty(child, option);
    if (found) return found;
  }
  return undefined;
}

function isEqual(node: Node, value: unknown): boolean {
  return JSON.stringify(getNodeValue(node)) === JSON.stringify(value);
}
