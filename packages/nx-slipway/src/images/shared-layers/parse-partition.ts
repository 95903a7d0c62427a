import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { LayersProblem } from '../../problems/layers-problem';
import type { Place } from '../../problems/place';
import { normalizeName } from '../../python/normalize-name';
import { type LayerGroup, type LayerPartition, PARTITION_FILE } from './layer-partition';

/** A partition that was read, or all that is wrong with its file. */
export interface ParsedPartition {
  /** Absent where anything is wrong: to go by a file half understood would change images. */
  readonly partition?: LayerPartition;
  readonly problems: readonly LayersProblem[];
}

/** The version of the format that is written. */
export const PARTITION_VERSION = 1;

/** Reads the text of the partition file. */
export function parsePartition(text: string): ParsedPartition {
  const placeAt = (offset: number): Place => ({
    file: PARTITION_FILE,
    line: text.slice(0, offset).split('\n').length,
  });
  const mark = text.search(/^(<{7}|={7}|>{7})( |\r?$)/m);
  if (mark >= 0) return { problems: [{ kind: 'layers-conflict', place: placeAt(mark) }] };

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (!root || error) {
    const detail = `this is not valid JSON: ${error ? words(printParseErrorCode(error.error)) : 'it is empty'}`;
    return { problems: [{ kind: 'layers-broken', place: placeAt(error?.offset ?? 0), detail }] };
  }
  const version: unknown = findNodeAtLocation(root, ['version'])?.value;
  if (typeof version === 'number' && version > PARTITION_VERSION) {
    return { problems: [{ kind: 'layers-too-new', place: placeAt(root.offset), version }] };
  }

  const problems: LayersProblem[] = [];
  const broken: Broken = (node, detail) => {
    problems.push({ kind: 'layers-broken', place: placeAt(node.offset), detail });
  };
  if (version !== PARTITION_VERSION) broken(root, `\`version\` should be ${PARTITION_VERSION}`);
  const parts = new Map(entriesOf(root, 'the file', broken).map((each) => [each.key, each]));
  for (const { key, name } of parts.values()) {
    if (!KEYS.has(key)) broken(name, `nothing is called \`${key}\` here`);
  }
  const together = itemsOf(parts.get('together')?.value, 'together', broken).map((set) =>
    packageNames(set, 'together', broken),
  );
  const maxLayers = parts.get('maxLayers')?.value;
  if (maxLayers && !(Number.isInteger(maxLayers.value) && Number(maxLayers.value) > 0)) {
    broken(maxLayers, '`maxLayers` should be a number of layers');
  }
  const stacks = new Map<string, readonly LayerGroup[]>();
  for (const { key, value } of entriesOf(parts.get('stacks')?.value ?? root, 'stacks', broken)) {
    if (parts.has('stacks')) stacks.set(key, groupsOf(value, { stack: key, together, broken }));
  }
  if (!parts.has('stacks')) broken(root, '`stacks` is missing');
  return problems.length > 0 ? { problems } : { partition: { stacks, together }, problems };
}

/** Takes down what is wrong at a node. */
type Broken = (node: Node, detail: string) => void;

const KEYS: ReadonlySet<string> = new Set(['version', 'maxLayers', 'stacks', 'together']);

function groupsOf(
  node: Node,
  {
    stack,
    together,
    broken,
  }: { stack: string; together: LayerPartition['together']; broken: Broken },
): readonly LayerGroup[] {
  const holder = new Map<string, string>();
  const groups = entriesOf(node, stack, broken).map(({ key, value }): LayerGroup => {
    const packages = packageNames(value, key, broken);
    if (packages.length === 0) broken(value, `the group \`${key}\` has no package`);
    for (const name of packages) {
      const other = holder.get(name);
      if (other !== undefined) {
        broken(
          value,
          `\`${name}\` is in \`${other}\` and in \`${key}\`; a package is in one group`,
        );
      }
      holder.set(name, key);
    }
    return { name: key, packages: [...new Set(packages)].sort() };
  });
  for (const set of together) {
    const holders = new Set(set.map((name) => holder.get(name)));
    if (holders.size > 1) {
      broken(
        node,
        `${set.join(' and ')} own the same files and are not in one group of \`${stack}\``,
      );
    }
  }
  return groups.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Entry {
  readonly key: string;
  readonly name: Node;
  readonly value: Node;
}

/** Of two entries of one key, which JSON has the last one of count, neither does. */
function entriesOf(node: Node, what: string, broken: Broken): readonly Entry[] {
  if (node.type !== 'object') {
    broken(node, `\`${what}\` should be an object`);
    return [];
  }
  const seen = new Set<string>();
  return (node.children ?? []).flatMap(({ children = [] }) => {
    const [name, value] = children;
    if (!name || !value) return [];
    const key = String(name.value);
    if (seen.has(key)) broken(name, `\`${key}\` stands here twice`);
    seen.add(key);
    return [{ key, name, value }];
  });
}

function itemsOf(node: Node | undefined, what: string, broken: Broken): readonly Node[] {
  if (node && node.type !== 'array') broken(node, `\`${what}\` should be a list`);
  return node?.type === 'array' ? (node.children ?? []) : [];
}

function packageNames(node: Node, what: string, broken: Broken): readonly string[] {
  return itemsOf(node, what, broken).flatMap((each) => {
    const value: unknown = each.value;
    if (typeof value !== 'string' || !/^[\w.-]+$/.test(value)) {
      broken(
        each,
        `${JSON.stringify(value ?? null)} is no name of a package; versions are the locks'`,
      );
      return [];
    }
    if (value !== normalizeName(value)) {
      broken(each, `\`${value}\` should be written \`${normalizeName(value)}\``);
    }
    return normalizeName(value);
  });
}

/** `CommaExpected` -> `comma expected` */
function words(code: string): string {
  return code.replace(/\B[A-Z]/g, ' $&').toLowerCase();
}
