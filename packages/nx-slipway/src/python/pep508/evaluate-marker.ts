import { satisfies, validRange } from '@renovatebot/pep440';
import type { EnvironmentMarker } from 'pip-requirements-js';
import type { MarkerEnvironment } from './marker-environment';
import { parseMarker } from './parse-marker';

/**
 * Whether an environment marker holds: undefined where that depends on what is not known of the
 * environment (a patch release of Python, one machine or the other), or where it does not parse.
 *
 * Rule: PyPA's specification "Dependency specifiers", environment markers.
 */
export function evaluateMarker(
  marker: string,
  { python, machines }: MarkerEnvironment,
): boolean | undefined {
  const tree = parseMarker(marker);
  if (!tree) return undefined;
  const [first, ...others] = machines.map((machine) => evaluate(tree, { python, machine }));
  return others.every((each) => each === first) ? first : undefined;
}

/** The environment of one machine. */
interface Machine {
  readonly python: string | undefined;
  readonly machine: string;
}

function evaluate(tree: EnvironmentMarker, on: Machine): boolean | undefined {
  if (tree.operator !== 'and' && tree.operator !== 'or') {
    const [left, operator, right] = [`${tree.left}`, `${tree.operator}`, `${tree.right}`];
    if (VERSIONS.has(left)) return compareVersions(valuesOf(left, on), operator, unquoted(right));
    if (VERSIONS.has(right)) {
      const mirrored = MIRRORED[operator] ?? operator;
      return compareVersions(valuesOf(right, on), mirrored, unquoted(left));
    }
    const [[a], [b]] = [valuesOf(left, on), valuesOf(right, on)];
    return a === undefined || b === undefined ? undefined : compareTexts(a, operator, b);
  }
  const sides = [evaluate(tree.left, on), evaluate(tree.right, on)];
  const decisive = tree.operator === 'or';
  if (sides.includes(decisive)) return decisive;
  return sides.includes(undefined) ? undefined : !decisive;
}

/** Variables that are compared as versions (PEP 440). */
const VERSIONS: ReadonlySet<string> = new Set([
  'python_version',
  'python_full_version',
  'implementation_version',
]);

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const CPYTHON_ON_LINUX: Readonly<Record<string, string>> = {
  implementation_name: 'cpython',
  os_name: 'posix',
  platform_python_implementation: 'CPython',
  platform_system: 'Linux',
  sys_platform: 'linux',
};

/** The values a side may have, least and greatest; none where nothing is known of it. */
function valuesOf(side: string, { python, machine }: Machine): readonly string[] {
  if (/^["']/.test(side)) return [unquoted(side)];
  if (side === 'platform_machine') return [machine];
  if (VERSIONS.has(side)) {
    if (python === undefined) return [];
    return side === 'python_version' ? [python] : [`${python}.0`, `${python}.9999`];
  }
  return [CPYTHON_ON_LINUX[side] ?? []].flat();
}

/** A comparison of order that comes out the same for the least and the greatest does so in between. */
function compareVersions(
  versions: readonly string[],
  operator: string,
  other: string,
): boolean | undefined {
  const range = `${operator}${other}`;
  const isOrder = /^[<>]=?$/.test(operator) || other.endsWith('.*');
  const isWithin = !isOrder && minorOf(other) === minorOf(versions[0] ?? '');
  if (!validRange(range) || (versions.length > 1 && isWithin)) return undefined;
  const [first, ...others] = versions.map((each) => satisfies(each, range));
  return others.every((each) => each === first) ? first : undefined;
}

function compareTexts(a: string, operator: string, b: string): boolean | undefined {
  switch (operator) {
    case '==':
    case '===':
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

function unquoted(side: string): string {
  return side.slice(1, -1);
}
