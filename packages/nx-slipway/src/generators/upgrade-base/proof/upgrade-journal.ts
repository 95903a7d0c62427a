import { join, relative } from 'node:path';
import { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';
import type { Problem } from '../../../problems/problem';
import { ProblemsError } from '../../../problems/problems-error';
import { stateOf } from '../../../workspace/journal/apply-journal';
import { type Journal, type JournalPlace, readJournal } from '../../../workspace/journal/journal';
import type { UpgradeOptions } from '../upgrade-options';

/** What is to be known of an upgrade to finish it after a kill. */
export interface UpgradeSubject {
  readonly stacks: readonly {
    readonly name: string;
    /** Its Dockerfile, relative to the workspace root. */
    readonly file: string;
    readonly from: string;
    readonly to: string;
    /** Python of the new base, `X.Y`. */
    readonly python?: string;
  }[];
  /** Nx projects with images that rest on the bases. */
  readonly services: readonly string[];
  readonly buildTarget: string;
  /** Folders of projects whose locks are renewed, relative to the workspace root. */
  readonly relock: readonly string[];
  readonly allowPartial: boolean;
  readonly output: UpgradeOptions['output'];
}

/** The journal of an upgrade. */
export type UpgradeJournal = Journal<UpgradeSubject>;

/** Where an upgrade that is under way keeps its journal: in Nx's workspace data folder. */
export function upgradeJournalPlace(workspaceRoot: string): JournalPlace {
  const folder = workspaceDataDirectoryForWorkspace(workspaceRoot);
  return { workspaceRoot, file: join(folder, 'nx-slipway-upgrade.json') };
}

/**
 * Returns the journal of an upgrade that was killed, if the options say what is to be done about it.
 *
 * @returns undefined where nothing is unfinished and a new upgrade is asked for
 * @throws {ProblemsError} where something is unfinished and the options say nothing of it, or the other way round
 */
export function unfinishedUpgrade(
  place: JournalPlace,
  {
    resume,
    verify,
    allowPartial,
    both,
  }: Pick<UpgradeOptions, 'resume' | 'verify' | 'allowPartial' | 'both'>,
): UpgradeJournal | undefined {
  if (both) throw refused(['--continue', '--undo'], 'Choose one of them.');
  if (allowPartial && !verify && resume !== 'continue') {
    throw refused(['--allow-partial'], 'Add --verify.');
  }
  const journal = readJournal<UpgradeSubject>(place);
  const file = relative(place.workspaceRoot, place.file);
  if (journal === 'broken') {
    throw new ProblemsError([{ kind: 'upgrade-journal-broken', place: { file } }]);
  }
  if (resume !== undefined) {
    if (!journal) throw new ProblemsError([{ kind: 'upgrade-finished', option: resume }]);
    return journal;
  }
  if (!journal) return undefined;
  throw new ProblemsError([unfinishedProblem(journal, place)]);
}

function refused(options: readonly string[], needs: string): ProblemsError {
  return new ProblemsError([{ kind: 'upgrade-options-differ', options, needs }]);
}

/** What a journal tells of the workspace. */
function unfinishedProblem(
  journal: UpgradeJournal,
  { file, workspaceRoot }: JournalPlace,
): Problem {
  const { stacks } = journal.subject;
  return {
    kind: 'upgrade-unfinished',
    place: { file: relative(workspaceRoot, file) },
    stacks: stacks.map(({ name }) => name),
    to: [...new Set(stacks.map(({ to }) => to))],
    started: journal.started,
    state: stateOf(workspaceRoot, journal),
  };
}
