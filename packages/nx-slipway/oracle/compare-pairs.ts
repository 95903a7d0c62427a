import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildContents, type Contents } from './engine-content';
import { askPlugin } from './plugin-answers';
import { randomOf } from './random';
import { type Edited, randomEdit } from './random-edit';
import { randomSubject, type Subject, writeSubject } from './random-workspace';

/** What came of a number of pairs: a workspace before and after one thing was done to each of its services. */
export interface Comparison {
  readonly pairs: number;
  /** Pairs with another content. */
  readonly changed: number;
  /** Pairs whose key changed though the content did not. */
  readonly imprecise: number;
  /** Pairs without a key on one side. */
  readonly keyless: number;
  /** Why the plugin was wrong, each with the whole of its input. */
  readonly failures: readonly string[];
}

/** Services of a workspace: so many are built by one call of the engine. */
const SERVICES = 40;

/** When it is enough. */
export interface Limit {
  /** Pairs that build on both sides. */
  readonly pairs?: number;
  readonly seconds?: number;
}

/** Compares the plugin with the engine until it is enough, or wrong. */
export async function comparePairs(limit: Limit, seed: number): Promise<Comparison> {
  const { pairs = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = limit;
  const started = Date.now();
  const total = { pairs: 0, changed: 0, imprecise: 0, keyless: 0, failures: [] as string[] };
  const isLate = (): boolean => Date.now() - started > seconds * 1000;
  // However slow the machine is, something is compared.
  const isEnough = (): boolean =>
    total.failures.length > 4 || total.pairs >= pairs || (total.pairs > 0 && isLate());
  for (let round = 0; !isEnough(); round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-oracle-'));
    try {
      await compareWorkspace(
        join(folder, 'workspace'),
        folder,
        seed * 1000 + round,
        isEnough,
        total,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return total;
}

type Total = { -readonly [Name in keyof Comparison]: Comparison[Name] } & { failures: string[] };

/** Edits of one workspace before there is another. */
const STEPS = 8;

async function compareWorkspace(
  root: string,
  scratch: string,
  seed: number,
  isEnough: () => boolean,
  total: Total,
): Promise<void> {
  const random = randomOf(seed);
  const names = Array.from({ length: SERVICES }, (_, index) => `s${index}`);
  const belowOf = (index: number): readonly string[] => names.slice(Math.max(0, index - 4), index);
  let subjects = names.map((name, index) => randomSubject(name, belowOf(index), random));
  for (const subject of subjects) writeSubject(root, subject);
  let before = {
    contents: await buildContents(root, subjects, scratch),
    answers: await askPlugin(root, subjects),
  };
  for (let step = 0; step < STEPS && !isEnough(); step += 1) {
    const edits = subjects.map(
      (subject, index): Edited => randomEdit(subject, belowOf(index), random),
    );
    const edited = edits.map(({ subject }) => subject);
    for (const subject of edited) writeSubject(root, subject);
    const after = {
      contents: await buildContents(root, edited, scratch, failing(edits, before.contents)),
      answers: await askPlugin(root, edited),
    };
    for (const [index, edit] of edits.entries()) {
      const old = subjects[index] as Subject;
      judge(old, edit, { before, after, seed, step }, total);
    }
    [subjects, before] = [edited, after];
  }
}

/** Services that did not build before, and whose Dockerfile and arguments are the same. */
function failing(edits: readonly Edited[], before: Contents): ReadonlySet<string> {
  const same = edits.filter(({ what }) => what !== 'Dockerfile' && what !== 'arguments');
  return new Set(same.map(({ subject }) => subject.name).filter((name) => !before.has(name)));
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly seed: number;
  readonly step: number;
}

interface Side {
  readonly contents: Awaited<ReturnType<typeof buildContents>>;
  readonly answers: Awaited<ReturnType<typeof askPlugin>>;
}

function judge(old: Subject, { subject, what, touched }: Edited, sides: Sides, total: Total): void {
  const { name } = subject;
  const [was, is] = [sides.before.contents.get(name), sides.after.contents.get(name)];
  if (was === undefined || is === undefined) return;
  total.pairs += 1;
  const [first, second] = [sides.before.answers.get(name), sides.after.answers.get(name)];
  const isChanged = was !== is;
  if (isChanged) total.changed += 1;
  if (first?.key.kind !== 'keyed' || second?.key.kind !== 'keyed') {
    total.keyless += 1;
  } else if (isChanged && first.key.key === second.key.key) {
    total.failures.push(`STALE: ${described(old, subject, what, sides)}`);
  } else if (!isChanged && first.key.key !== second.key.key) {
    total.imprecise += 1;
  }
  // What changed may have come from an image it is built from, whose files are inputs as well.
  const isAlone = !subject.dockerfile.some((line) => line.includes('acme/'));
  if (
    isChanged &&
    isAlone &&
    touched.length > 0 &&
    !touched.some((file) => second?.isInput(file))
  ) {
    total.failures.push(
      `NOT AFFECTED by ${touched.join()}: ${described(old, subject, what, sides)}`,
    );
  }
}

function described(old: Subject, now: Subject, what: string, { seed, step }: Sides): string {
  return [
    `${what} (seed ${seed}, step ${step})`,
    JSON.stringify({ ...old, dockerfile: undefined }),
    ...old.dockerfile,
    '--- after',
    JSON.stringify({ ...now, dockerfile: undefined }),
    ...now.dockerfile,
  ].join('\n');
}
