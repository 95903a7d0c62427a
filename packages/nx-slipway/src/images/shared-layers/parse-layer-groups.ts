import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { LayersProblem } from '../../problems/kinds/dockerfiles/layers-problem';
import type { Place } from '../../problems/place';
import { isPackageName } from '../../python/pep508/is-package-name';
import { normalizeName } from '../../python/pep508/normalize-name';
import {
  boundInWords,
  isBoundValue,
  LAYER_BOUNDS,
  type LayerBound,
  type OwnLayerBounds,
} from './layer-bounds';
import { LAYER_GROUPS_FILE, type LayerGroup, type LayerGroups } from './layer-groups';

/** Layer groups that were read, or all that is wrong with their file. */
export interface ParsedLayerGroups {
  /** Absent where anything is wrong: to go by a file half understood would change images. */
  readonly layerGroups?: LayerGroups;
  readonly problems: readonly LayersProblem[];
}

/** The version of the format that is written. */
export const LAYER_GROUPS_VERSION = 1;

/** Reads the text of shared-layers.json. */
export function parseLayerGroups(written: string): ParsedLayerGroups {
  // An editor may have put a byte order mark before it.
  const text = written.replace(/^\uFEFF/, '');
  const placeAt = placesIn(text);
  const mark = text.search(/^(<{7}|={7}|>{7})( |\r?$)/m);
  if (mark >= 0) return { problems: [{ kind: 'layers-conflict', place: placeAt(mark) }] };

  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const detail = `this is nested more than ${DEPTH} levels deep`;
    return { problems: [{ kind: 'layers-broken', place: placeAt(deep), detail }] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (!root || error) {
    const detail = `this is not valid JSON: ${error ? words(printParseErrorCode(error.error)) : 'it is empty'}`;
    return { problems: [{ kind: 'layers-broken', place: placeAt(error?.offset ?? 0), detail }] };
  }
  const version: unknown = findNodeAtLocation(root, ['version'])?.value;
  if (typeof version === 'number' && version > LAYER_GROUPS_VERSION) {
    return { problems: [{ kind: 'layers-too-new', place: placeAt(root.offset), version }] };
  }

  const problems: LayersProblem[] = [];
  const broken: Broken = (node, detail) => {
    problems.push({ kind: 'layers-broken', place: placeAt(node.offset), detail });
  };
  if (root.type === 'object' && version !== LAYER_GROUPS_VERSION)
    broken(root, `\`version\` should be ${LAYER_GROUPS_VERSION}`);
  const parts = new Map(entriesOf(root, 'the file', broken).map((each) => [each.key, each]));
  for (const { key, name } of parts.values()) {
    if (!KEYS.has(key)) broken(name, `nothing is called \`${key}\` here`);
  }
  const together = togetherOf(parts.get('together')?.value, broken);
  const bounds = boundsIn((key) => parts.get(key)?.value, broken);
  const stacks = new Map<string, readonly LayerGroup[]>();
  const stacksNode = parts.get('stacks')?.value;
  if (!stacksNode && root.type === 'object') broken(root, '`stacks` is missing');
  for (const { key, value } of stacksNode ? entriesOf(stacksNode, 'stacks', broken) : []) {
    stacks.set(key, groupsOf(value, { stack: key, together, broken }));
  }
  return problems.length > 0
    ? { problems }
    : { layerGroups: { stacks, together, ...bounds }, problems };
}

/** Finds the lines of offsets; a file may have many problems, so the line ends are looked for once. */
function placesIn(text: string): (offset: number) => Place {
  const ends = Array.from(text.matchAll(/\n/g), ({ index }) => index);
  return (offset) => {
    let [from, to] = [0, ends.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((ends[middle] ?? 0) < offset) from = middle + 1;
      else to = middle;
    }
    return { file: LAYER_GROUPS_FILE, line: from + 1 };
  };
}

/** More than the format has, and few enough for a parser that calls itself for each level. */
const DEPTH = 100;

/** Where a text is nested deeper than that. */
function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  // The end of the text is a token without a character.
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = text[scanner.getTokenOffset()] ?? '';
    if ('[{'.includes(first)) depth += 1;
    if (']}'.includes(first)) depth -= 1;
    if (depth > DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** Takes down what is wrong at a node. */
type Broken = (node: Node, detail: string) => void;

const KEYS: ReadonlySet<string> = new Set([...LAYER_BOUNDS, 'version', 'stacks', 'together']);

/** The bounds that the file has set. */
function boundsIn(nodeOf: (bound: LayerBound) => Node | undefined, broken: Broken): OwnLayerBounds {
  const found = LAYER_BOUNDS.flatMap((bound): readonly [LayerBound, number][] => {
    const node = nodeOf(bound);
    if (!node) return [];
    if (!isBoundValue(bound, node.value)) {
      broken(node, `\`${bound}\` should be ${boundInWords(bound)}`);
    }
    return [[bound, Number(node.value)]];
  });
  return Object.fromEntries(found);
}

function togetherOf(node: Node | undefined, broken: Broken): LayerGroups['together'] {
  const known = new Set<string>();
  return itemsOf(node, 'together', broken).map((set) =>
    packageNames(set, 'together', broken).map(({ name, node }) => {
      if (known.has(name)) broken(node, `\`${name}\` stands twice in \`together\``);
      known.add(name);
      return name;
    }),
  );
}

function groupsOf(
  node: Node,
  { stack, together, broken }: { stack: string; together: LayerGroups['together']; broken: Broken },
): readonly LayerGroup[] {
  const holder = new Map<string, string>();
  const groups = entriesOf(node, stack, broken).map(({ key, value }): LayerGroup => {
    const packages = packageNames(value, key, broken);
    if (packages.length === 0) broken(value, `the group \`${key}\` has no package`);
    for (const { name, node } of packages) {
      const other = holder.get(name);
      if (other !== undefined) {
        const where = other === key ? `twice in \`${key}\`` : `in \`${other}\` and in \`${key}\``;
        broken(node, `\`${name}\` is ${where}; a package is in one group`);
      }
      holder.set(name, key);
    }
    return { name: key, packages: packages.map(({ name }) => name).sort() };
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
  return groups;
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

/** Names as they should be written, each with where it stands. */
function packageNames(
  node: Node,
  what: string,
  broken: Broken,
): readonly { readonly name: string; readonly node: Node }[] {
  return itemsOf(node, what, broken).flatMap((each) => {
    const value: unknown = each.value;
    if (typeof value !== 'string' || !isPackageName(value)) {
      broken(
        each,
        `${JSON.stringify(value ?? null)} is no name of a package; versions are the locks'`,
      );
      return [];
    }
    if (value !== normalizeName(value)) {
      broken(each, `\`${value}\` should be written \`${normalizeName(value)}\``);
    }
    return [{ name: normalizeName(value), node: each }];
  });
}

/** `CommaExpected` -> `comma expected` */
function words(code: string): string {
  return code.replace(/\B[A-Z]/g, ' $&').toLowerCase();
}
