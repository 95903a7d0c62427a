import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askPlugin } from './ask-plugin';
import { buildContents, withDependents } from './build-contents';
import { isBuildable } from './is-buildable';
import { type Judged, judge, type State } from './judge';
import type { Random } from './random';
import { randomEdit } from './random-edit';
import { randomSubject, type SubjectScope } from './random-subject';
import type { Pair } from './shrink-pair';
import { type Subject, writeSubject } from './subject';

/** Services of a workspace: so many are built by one call of the engine. */
const SERVICES = 16;

/** Edits of one workspace before there is another. */
const STEPS = 12;

/** Edits that are tried until a service most likely builds. */
const TRIES = 4;

/** A workspace in a folder of its own, beside what is built from it. */
export interface Place {
  readonly folder: string;
  readonly root: string;
}

/** Makes the folder; nothing is in it yet. */
export function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-oracle-'));
  return { folder, root: join(folder, 'workspace') };
}

/** One thing done to each service of a workspace, and what came of it. */
export interface Step {
  readonly judged: readonly Judged[];
  readonly pair: Pair;
}

/**
 * Makes a workspace, and does one thing to each of its services again and again.
 *
 * @param base reference of an image with a shell
 */
export async function* runSteps(place: Place, base: string, random: Random): AsyncGenerator<Step> {
  const { root } = place;
  const names = Array.from({ length: SERVICES }, (_, index) => `s${index}`);
  const scopes = names.map((_, index): SubjectScope => {
    return { base, below: names.slice(Math.max(0, index - 4), index) };
  });
  const make = (name: string, index: number): Subject =>
    until(
      () => written(root, randomSubject(name, scopes[index] as SubjectScope, random)),
      (subject) => isBuildable(root, subject),
      TRIES * 10,
    );
  let before = await look(place, names.map(make));
  for (let tries = 0; tries < TRIES && before.contents.size < SERVICES; tries += 1) {
    const { subjects, contents } = before;
    const made = subjects.map((subject, index) =>
      contents.has(subject.name) ? subject : make(subject.name, index),
    );
    before = await look(place, made);
  }
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
    );
    yield {
      judged: judge(root, before, after, edits, known),
      pair: { before: before.subjects, edits },
    };
    before = withoutFailures(root, before, after);
  }
}

/** The new state, but what does not build any more is as it was before, and is to be built again. */
function withoutFailures(root: string, before: State, { subjects, ...after }: State): State {
  const good = subjects.map((subject, index) => {
    const earlier = before.subjects[index];
    return earlier && !after.contents.has(subject.name) ? written(root, earlier) : subject;
  });
  return { ...after, subjects: good };
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

/** Builds all services, and asks the plugin about those that most likely build. */
export async function look({ root, folder }: Place, subjects: readonly Subject[]): Promise<State> {
  const unlikely = subjects.filter((subject) => !isBuildable(root, subject));
  const doubtful = new Set(unlikely.map(({ name }) => name));
  const without = withDependents(doubtful, subjects);
  const asked = subjects.filter(({ name }) => !without.has(name));
  const [contents, answers] = await Promise.all([
    buildContents(root, subjects, folder, doubtful),
    askPlugin(root, asked),
  ]);
  return { subjects, contents, answers };
}
