import { parseArgs } from 'node:util';
import type { Results } from './report/results.ts';

/** What a bench is asked for. */
export interface Options {
  readonly services: number;
  readonly runs: number;
  /** Names, in the order in which there are. */
  readonly cases: readonly string[];
  /** The group that these are of; absent for those that are measured unless others are named. */
  readonly group?: string;
  readonly contenders: readonly string[];
  /** Whether the build cache of the user's own engine may be emptied. */
  readonly prune: boolean;
  /** Keep the figures there are of other cases. */
  readonly add: boolean;
  /** Measure nothing and write the docs from the figures there are. */
  readonly docs: boolean;
}

/** What can be asked for. */
export interface Choices {
  readonly cases: readonly string[];
  /** Cases that are measured apart from all others, and only where they or the name of their group are named. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly contenders: readonly string[];
  /** Of runs. */
  readonly maximalRuns: number;
}

/** The group of cases of large packages, which are measured in a workspace of their own. */
export const LARGE = 'large';

/** The group of cases that build for two platforms, which take an emulator. */
export const PLATFORMS = 'platforms';

/** More would be a bench of its own. */
const maximalServices = 200;

/** A bench of these and of all cases and contenders is the one that the docs show. */
const defaults = { services: '20', runs: '3' } as const;

/** @throws an error whose message says what is allowed */
export function readOptions(argv: readonly string[], choices: Choices): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      services: { type: 'string', default: defaults.services },
      runs: { type: 'string', default: defaults.runs },
      case: { type: 'string', multiple: true },
      contender: { type: 'string', multiple: true },
      prune: { type: 'boolean', default: false },
      add: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
    },
  });
  const groups = Object.entries(choices.groups);
  const apart = groups.flatMap(([name, cases]) => [name, ...cases]);
  const named = readNames('case', values.case, choices.cases, [...new Set(apart)]);
  const [found, ...others] = groups.filter(([name, cases]) =>
    named.some((each) => each === name || cases.includes(each)),
  );
  const [group, own = []] = found ?? [];
  if (others.length > 0 || (found && named.some((each) => choices.cases.includes(each)))) {
    throw new Error(`the cases of ${group} are measured apart from others: name them alone`);
  }
  return {
    services: readCount('services', values.services, maximalServices),
    runs: readCount('runs', values.runs, choices.maximalRuns),
    cases: group !== undefined && named.includes(group) ? own : named,
    ...(group !== undefined && { group }),
    contenders: readNames('contender', values.contender, choices.contenders),
    prune: values.prune,
    add: values.add,
    docs: values.docs,
  };
}

/** Whether figures are of all there is to measure, and the docs are to show them. */
export function isWhole(
  { services, cases, contenders }: Pick<Results, 'services' | 'cases' | 'contenders'>,
  choices: Choices,
): boolean {
  return (
    services >= Number(defaults.services) &&
    choices.cases.every((name) => name in cases) &&
    choices.contenders.every((name) => name in contenders)
  );
}

/** A number of things that an option names. @throws if it is not between 1 and the maximum */
export function readCount(option: string, value: string, maximum: number): number {
  const count = /^\d+$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > maximum) {
    throw new Error(`--${option} is a whole number from 1 to ${maximum}, not "${value}"`);
  }
  return count;
}

/**
 * Names that an option lists, or all there are. @throws for an unknown one
 *
 * @param more names that have to be listed
 */
export function readNames(
  option: string,
  values: readonly string[] | undefined,
  names: readonly string[],
  more: readonly string[] = [],
): readonly string[] {
  const known = [...names, ...more];
  const asked = (values ?? []).flatMap((value) => value.split(',')).map((name) => name.trim());
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const list = unknown.map((name) => `"${name}"`).join(', ');
    throw new Error(`--${option} knows no ${list}; there are ${known.join(', ')}`);
  }
  return values === undefined ? names : known.filter((name) => asked.includes(name));
}
