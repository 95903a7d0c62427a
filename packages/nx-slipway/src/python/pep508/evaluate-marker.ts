import { satisfies, validRange } from '@renovatebot/pep440';
import { isJunction, literalOf, type Marker, type MarkerComparison } from './marker';
import type { MarkerEnvironment } from './marker-environment';
import { parseMarker } from './parse-marker';

/**
 * Returns whether an environment marker holds: undefined where that depends on what is not known of the
 * environment (a patch release of Python, one machine or the other), or where it does not parse.
 *
 * Rule: PyPA's specification "Dependency specifiers", environment markers.
 */
export function evaluateMarker(
  marker: string,
  { machines, ...others }: MarkerEnvironment,
): boolean | undefined {
  const tree = parseMarker(marker);
  if (!tree || !isDefined(tree)) return undefined;
  const [first, ...rest] = machines.map((machine) => evaluate(tree, { ...others, machine }));
  return rest.every((each) => each === first) ? first : undefined;
}

/**
 * Whether all comparisons of a marker have a sense: one without makes pip refuse the whole marker. Rule:
 * `packaging`'s `_eval_op`; `extras` and `dependency_groups` are for other files than those that are read here.
 */
function isDefined(marker: Marker): boolean {
  if (isJunction(marker)) return marker.parts.every(isDefined);
  const { left, operator, right } = marker;
  const [a, b] = [literalOf(left), literalOf(right)];
  if ((a === undefined) === (b === undefined)) return false;
  const variable = a === undefined ? left : right;
  if (variable === 'extras' || variable === 'dependency_groups') return false;
  if (operator !== '~=' && operator !== '===') return true;
  return a === undefined && VERSIONS.has(left) && validRange(`${operator}${b}`);
}

/** The environment of one machine. */
interface Machine extends Omit<MarkerEnvironment, 'machines'> {
  readonly machine: string;
}

function evaluate(marker: Marker, on: Machine): boolean | undefined {
  if (!isJunction(marker)) return compare(marker, on);
  const parts = marker.parts.map((part) => evaluate(part, on));
  const decisive = marker.operator === 'or';
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

function compare({ left, operator, right }: MarkerComparison, on: Machine): boolean | undefined {
  const [a, b] = [literalOf(left), literalOf(right)];
  if (a === undefined && b !== undefined) {
    const values = valuesOf(left, on);
    return VERSIONS.has(left)
      ? compareVersions(values, operator, b)
      : compareTexts(values[0], operator, b);
  }
  if (a === undefined || b !== undefined) return undefined;
  const values = valuesOf(right, on);
  if (!VERSIONS.has(right)) return compareTexts(a, operator, values[0]);
  // What is mirrored is an order: a wildcard is one on the right alone.
  const mirrored = a.includes('*') ? undefined : MIRRORED[operator];
  return mirrored === undefined ? undefined : compareVersions(values, mirrored, a);
}

/** Variables that are compared as versions (PEP 440). */
const VERSIONS: ReadonlySet<string> = new Set([
  'python_version',
  'python_full_version',
  'implementation_version',
]);

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

const CPYTHON_ON_LINUX: Readonly<Record<string, string>> = {
  implementation_name: 'cpython',
  os_name: 'posix',
  platform_python_implementation: 'CPython',
  platform_system: 'Linux',
  sys_platform: 'linux',
};

/** Returns the values a variable may have, least and greatest; none where nothing is known of it. */
function valuesOf(variable: string, { python, patch, machine }: Machine): readonly string[] {
  if (variable === 'platform_machine') return [machine];
  if (VERSIONS.has(variable)) {
    if (python === undefined) return [];
    if (variable === 'python_version') return [python];
    return (patch === undefined ? [0, 9999] : [patch]).map((each) => `${python}.${each}`);
  }
  return [CPYTHON_ON_LINUX[variable] ?? []].flat();
}

/** A comparison of order that comes out the same for the least and the greatest does so in between. */
function compareVersions(
  versions: readonly string[],
  operator: string,
  other: string,
): boolean | undefined {
  // It compares texts, and what else it might is not worth to know.
  if (operator === '===') return undefined;
  const range = `${operator}${other}`;
  const isOrder = /^[<>]=?$/.test(operator) || other.endsWith('.*');
  const isWithin = !isOrder && minorOf(other) === minorOf(versions[0] ?? '');
  if (!validRange(range) || (versions.length > 1 && isWithin)) return undefined;
  const [first, ...others] = versions.map((each) => satisfies(each, range));
  return others.every((each) => each === first) ? first : undefined;
}

/** An order of texts is false for one installer and an error for another. */
function compareTexts(
  a: string | undefined,
  operator: string,
  b: string | undefined,
): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case 'in':
      return b.includes(a);
    case 'not in':
      return !b.includes(a);
    default:
      return undefined;
  }
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
