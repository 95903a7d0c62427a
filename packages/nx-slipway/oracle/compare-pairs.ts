import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askPlugin } from './ask-plugin';
import { buildContents, withDependents } from './build-contents';
import { describePair } from './describe-pair';
import { isBuildable } from './is-buildable';
import { type Judged, judge, type State, type Verdict } from './judge';
import { type Random, randomOf } from './random';
import { type Edited, randomEdit } from './random-edit';
import { randomSubject, type SubjectScope } from './random-subject';
import { type Pair, shrinkPair } from './shrink-pair';
import { type Subject, writeSubject } from './subject';

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

/** Services of a workspace: so many are built by one call of the engine. */
const SERVICES = 16;

/** Edits of one workspace before there is another. */
const STEPS = 12;

/** Edits that are tried until a service most likely builds. */
const TRIES = 4;

/** Seconds that making a failure smaller may take. */
const SHRINKING = 240;

type Counts = Record<'pairs' | 'changed' | 'imprecise' | 'keyless', number>;

/** Compares the plugin with the engine until it is enough, or wrong. */
export async function comparePairs(limit: Limit, oracle: Oracle): Promise<Comparison> {
  const { pairs = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = limit;
  const end = Date.now() + seconds * 1000;
  const counts: Counts = { pairs: 0, changed: 0, imprecise: 0, keyless: 0 };
  // However slow the machine is, something is compared.
  const isEnough = (): boolean => counts.pairs >= pairs || (counts.pairs > 0 && Date.now() > end);
  for (let round = 0; !isEnough(); round += 1) {
    const place = makePlace();
    try {
      const random = randomOf(oracle.seed * 1000 + round);
      for await (const { judged, pair } of runSteps(place, oracle, random)) {
        count(judged, counts);
        const wrong = judged.filter(({ verdict }) => isWrong(verdict));
        const failures = await describeFailures(wrong, pair);
        oracle.onStep?.({ ...counts, failures });
        if (failures.length > 0) return { ...counts, failures };
        if (isEnough()) break;
      }
    } finally {
      rmSync(place.folder, { recursive: true, force: true });
    }
  }
  return { ...counts, failures: [] };
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

/** A workspace in a folder of its own, beside what is built from it. */
interface Place {
  readonly folder: string;
  readonly root: string;
}

function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-oracle-'));
  return { folder, root: join(folder, 'workspace') };
}

interface Step {
  readonly judged: readonly Judged[];
  readonly pair: Pair;
}

/** Makes a workspace, and does one thing to each of its services again and again. */
async function* runSteps(place: Place, { base }: Oracle, random: Random): AsyncGenerator<Step> {
  const { root } = place;
  const names = Array.from({ length: SERVICES }, (_, index) => `s${index}`);
  const scopes = names.map((_, index): SubjectScope => {
    return { base, below: names.slice(Math.max(0, index - 4), index) };
  });
  const subjects = names.map((name, index) =>
    until(
      () => written(root, randomSubject(name, scopes[index] as SubjectScope, random)),
      (subject) => isBuildable(root, subject),
      TRIES * 10,
    ),
  );
  let before = await look(place, subjects);
  const known = new Map<string, string>();
  for (let step = 0; step < STEPS; step += 1) {
    const edits = before.subjects.map((subject, index) => {
      const edit = until(
        () => randomEdit(subject, scopes[index] as SubjectScope, random),
        (edited) => isBuildable(root, written(root, edited.subject)),
        TRIES,
      );
      writeSubject(root, edit.subject);
      return edit;
    });
    const after = await look(
      place,
      edits.map(({ subject }) => subject),
      stillFailing(edits, before),
    );
    const judged = judge(root, before, after, edits, known);
    yield { judged, pair: { before: before.subjects, edits } };
    before = after;
  }
}

function written(root: string, subject: Subject): Subject {
  writeSubject(root, subject);
  return subject;
}

/** The first of a number of tries that is good, or the last. */
function until<Item>(make: () => Item, isGood: (item: Item) => boolean, tries: number): Item {
  const item = make();
  return tries <= 1 || isGood(item) ? item : until(make, isGood, tries - 1);
}

/** Services that did not build before, and whose Dockerfile and arguments are the same. */
function stillFailing(edits: readonly Edited[], { contents }: State): ReadonlySet<string> {
  const same = edits.filter(({ what }) => what !== 'Dockerfile' && what !== 'arguments');
  return new Set(same.map(({ subject }) => subject.name).filter((name) => !contents.has(name)));
}

async function look(
  { root, folder }: Place,
  subjects: readonly Subject[],
  failing: ReadonlySet<string> = new Set(),
): Promise<State> {
  const unlikely = subjects.filter((subject) => !isBuildable(root, subject));
  const doubtful = new Set([...failing, ...unlikely.map(({ name }) => name)]);
  const without = withDependents(doubtful, subjects);
  const asked = subjects.filter(({ name }) => !without.has(name));
  const [contents, answers] = await Promise.all([
    buildContents(root, subjects, folder, doubtful),
    askPlugin(root, asked),
  ]);
  return { subjects, contents, answers };
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
