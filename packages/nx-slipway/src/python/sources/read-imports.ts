import { type LogicalLine, logicalLines } from './logical-lines';

/** A module that a Python file imports, and under which conditions. */
export interface ModuleImport {
  /** As written: `distutils.util`. Relative imports are left out. */
  readonly module: string;
  /** What is taken out of it, `from app import db`: modules in it or other names. */
  readonly names: readonly string[];
  readonly line: number;
  /** Whether it is in a function, so that it fails only when that is called. */
  readonly isLazy: boolean;
}

/** A block that lines are in. */
interface Block {
  readonly indent: number;
  /** Whether what is in it may be missing, or is not run at all on the Python. */
  readonly isGuarded: boolean;
  readonly isFunction: boolean;
}

/**
 * Returns what a Python file imports on a Python, without imports that may fail: those in a `try` that catches an
 * ImportError or in its handlers, in `contextlib.suppress(ImportError)`, under `if TYPE_CHECKING`, and in the branch of
 * an `if sys.version_info` that is not taken.
 *
 * @param python `3.13`
 */
export function readImports(source: string, python: string): readonly ModuleImport[] {
  const lines = logicalLines(source);
  const blocks: Block[] = [];
  const taken = new Map<number, boolean>();
  return lines.flatMap(({ line, indent, text }, index): readonly ModuleImport[] => {
    while ((blocks.at(-1)?.indent ?? -1) >= indent) blocks.pop();
    // An `else` of a loop does not belong to an `if` before it.
    if (!/^(?:elif|else)\b/.test(text)) taken.delete(indent);
    const [head = text, body = ''] = splitHead(text);
    const opens = head !== text || /:$/.test(text);
    const block = opens
      ? blockOf({ line, indent, text: head }, lines.slice(index + 1), { taken, python })
      : undefined;
    const isGuarded = blocks.some((each) => each.isGuarded) || block?.isGuarded === true;
    const isLazy = blocks.some((each) => each.isFunction) || block?.isFunction === true;
    if (block) blocks.push(block);
    if (isGuarded) return [];
    return modulesOf(opens ? body : text).map((found) => ({ ...found, line, isLazy }));
  });
}

/** The head of a compound statement and what stands behind its colon: `try: import imp`. */
function splitHead(text: string): readonly [string?, string?] {
  const [, head, body] =
    /^((?:(?:async )?(?:def|with|for)|class|if|elif|else|try|except|finally|while)\b.*?:)\s*((?:import|from)\b.*)?$/.exec(
      text,
    ) ?? [];
  return head === undefined ? [] : [head, body ?? ''];
}

function blockOf(
  { indent, text }: LogicalLine,
  rest: readonly LogicalLine[],
  { taken, python }: { readonly taken: Map<number, boolean>; readonly python: string },
): Block {
  const block = { indent, isGuarded: false, isFunction: /^(?:async )?def\b/.test(text) };
  if (/^try\b/.test(text)) return { ...block, isGuarded: catchesImportErrors(indent, rest) };
  if (/^except\b/.test(text)) return { ...block, isGuarded: CATCHES.test(text) };
  if (/^with\b.*\bsuppress\(.*\b(?:ImportError|ModuleNotFoundError|Exception)\b/.test(text)) {
    return { ...block, isGuarded: true };
  }
  if (/^if\b/.test(text)) {
    const value = conditionOf(text, python);
    if (value !== undefined) taken.set(indent, value);
    return { ...block, isGuarded: value === false };
  }
  // What comes after a branch that is taken is not run.
  if (/^(?:elif|else)\b/.test(text)) {
    const before = taken.get(indent);
    const value = /^elif/.test(text) ? conditionOf(text, python) : undefined;
    if (value === true) taken.set(indent, true);
    return { ...block, isGuarded: before === true || value === false };
  }
  return block;
}

const CATCHES =
  /^except\s*(?:\*\s*)?(?::|.*\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b)/;

/** Whether one of the handlers of a `try` takes an import that fails. */
function catchesImportErrors(indent: number, rest: readonly LogicalLine[]): boolean {
  const end = rest.findIndex(
    (each) =>
      each.indent < indent ||
      (each.indent === indent && !/^(?:except|else|finally)\b/.test(each.text)),
  );
  const clauses = rest.slice(0, end === -1 ? rest.length : end);
  return clauses.some((each) => each.indent === indent && CATCHES.test(each.text));
}

/** The value of a condition on a Python; undefined where it is about something else as well. */
function conditionOf(text: string, python: string): boolean | undefined {
  if (/^(?:el)?if\s+\(?(?:\w+\.)?TYPE_CHECKING\)?\s*:$/.test(text)) return false;
  const [, operator, parts] =
    /^(?:el)?if\s+\(?\s*(?:sys\.)?version_info(?:\[:2\])?\s*(<=|>=|<|>|==)\s*\(([\d,\s]+)\)\s*\)?\s*:$/.exec(
      text,
    ) ?? [];
  if (operator === undefined || parts === undefined) return undefined;
  const [major = 0, minor = 0, patch = 0] = parts.split(',').map(Number);
  const wanted = (major * 1000 + minor) * 1000 + patch;
  const [, own = 0] = python.split('.').map(Number);
  // Some patch release of the minor: what asks for one of them is left open.
  const [least, most] = [(3 * 1000 + own) * 1000, (3 * 1000 + own) * 1000 + 999];
  if (operator === '==') return wanted >= least && wanted <= most ? undefined : false;
  const [low, high] = [compare(least, operator, wanted), compare(most, operator, wanted)];
  return low === high ? low : undefined;
}

function compare(value: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    default:
      return value >= wanted;
  }
}

function modulesOf(text: string): readonly Pick<ModuleImport, 'module' | 'names'>[] {
  const [, from, names] = /^from\s+([\w.]+)\s+import\b\s*(.*)$/.exec(text) ?? [];
  if (from !== undefined) {
    if (from.startsWith('.')) return [];
    // `from concurrent import futures`: only the package is certain.
    return names === undefined ? [] : [{ module: from, names: namesIn(names) }];
  }
  const [, modules] = /^import\s+(.+)$/.exec(text) ?? [];
  return namesIn(modules ?? '').map((module) => ({ module, names: [] }));
}

/** `a, b as c` without the new names; those of `from` may stand in parentheses. */
function namesIn(list: string): readonly string[] {
  return list
    .replace(/[()]/g, ' ')
    .split(',')
    .map((each) => each.trim().replace(/\s+as\s+\w+$/, ''))
    .filter((each) => /^[A-Za-z_][\w.]*$/.test(each));
}
