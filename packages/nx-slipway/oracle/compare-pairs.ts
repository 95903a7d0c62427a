import { rmSync } from 'node:fs';
import { describePair } from './describe-pair';
import { type Judged, judge, type Verdict } from './judge';
import { randomOf } from './random';
import { look, makePlace, runSteps } from './run-steps';
import { type Pair, shrinkPair } from './shrink-pair';
import { writeSubject } from './subject';

/** What came of a number of pairs: a service before and after one thing was done to each of a workspace. */
export interface Comparison {
  /** That were built on both sides. */
  readonly pairs: number;
  /** Pairs with another content. */
  readonly changed: number;
  /** Pairs whose key changed though the content did not. */
  readonly imprecise: number;
  /** Pairs without a key on one side. */
  readonly keyless: number;
  /** Where the plugin was wrong, the first as small as it can be. */
  readonly failures: readonly string[];
}

/** When it is enough. */
export interface Limit {
  readonly pairs?: number;
  readonly seconds?: number;
}

/** What pairs are made with. */
export interface Oracle {
  readonly seed: number;
  /** Reference of an image with a shell. */
  readonly base: string;
  /** Called after each step, with what was counted so far. */
  readonly onStep?: (sofar: Comparison) => void;
}

/** Workspaces at a time: while the engine builds one, the other is written and asked about. */
const LANES = 2;

/** Seconds that making a failure smaller may take. */
const SHRINKING = 240;

type Counts = Record<'pairs' | 'changed' | 'imprecise' | 'keyless', number>;

/** Compares the plugin with the engine until it is enough, or wrong. */
export async function comparePairs(limit: Limit, oracle: Oracle): Promise<Comparison> {
  const { pairs = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = limit;
  const end = Date.now() + seconds * 1000;
  const counts: Counts = { pairs: 0, changed: 0, imprecise: 0, keyless: 0 };
  const failures: string[] = [];
  // However slow the machine is, something is compared.
  const isEnough = (): boolean =>
    failures.length > 0 || counts.pairs >= pairs || (counts.pairs > 0 && Date.now() > end);
  let rounds = 0;
  const compareRounds = async (): Promise<void> => {
    while (!isEnough()) {
      const random = randomOf(oracle.seed * 1000 + rounds);
      rounds += 1;
      const place = makePlace();
      try {
        for await (const { judged, pair } of runSteps(place, oracle.base, random)) {
          if (failures.length > 0) return;
          count(judged, counts);
          const wrong = judged.filter(({ verdict }) => isWrong(verdict));
          failures.push(...(await describeFailures(wrong, pair)));
          oracle.onStep?.({ ...counts, failures });
          if (isEnough()) return;
        }
      } finally {
        rmSync(place.folder, { recursive: true, force: true });
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, compareRounds));
  return { ...counts, failures };
}

function isWrong(verdict: Verdict): boolean {
  return verdict === 'stale' || verdict === 'not affected';
}

function count(judged: readonly Judged[], counts: Counts): void {
  counts.pairs += judged.length;
  for (const { isChanged, verdict } of judged) {
    if (isChanged) counts.changed += 1;
    if (verdict === 'imprecise' || verdict === 'keyless') counts[verdict] += 1;
  }
}

/** Says what is wrong; of the first failure the smallest pair that is. */
async function describeFailures(wrong: readonly Judged[], pair: Pair): Promise<readonly string[]> {
  const [first, ...others] = wrong;
  if (!first) return [];
  const end = Date.now() + SHRINKING * 1000;
  const smallest = await shrinkPair(pair, first.name, async (smaller) => {
    if (Date.now() > end) return false;
    const judged = await comparePair(smaller);
    return judged.some(({ name, verdict }) => name === first.name && verdict === first.verdict);
  });
  return [
    describePair(first, smallest),
    ...others.map(({ name, verdict }) => `${verdict}: ${name} as well`),
  ];
}

/** Compares a pair in a workspace of its own. */
async function comparePair({ before, edits }: Pair): Promise<readonly Judged[]> {
  const place = makePlace();
  try {
    for (const subject of before) writeSubject(place.root, subject);
    const first = await look(place, before);
    const subjects = edits.map(({ subject }) => subject);
    for (const subject of subjects) writeSubject(place.root, subject);
    return judge(place.root, first, await look(place, subjects), edits, new Map());
  } finally {
    rmSync(place.folder, { recursive: true, force: true });
  }
}
