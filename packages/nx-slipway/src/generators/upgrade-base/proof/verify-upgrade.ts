import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { logger } from '@nx/devkit';
import type { UpgradeProver } from '../../../build/proof/upgrade-prover';
import type { ImageModel } from '../../../images/model/image-model';
import { failingServices, type UpgradeProof } from '../../../images/upgrade/proof';
import { formatProblem } from '../../../problems/format-problem';
import type { Problem } from '../../../problems/problem';
import { ProblemsError } from '../../../problems/problems-error';
import { formatProof, proofAsJson } from '../../../report/format-proof';
import { writeProblem } from '../../../workspace/files/write-problem';
import type { KeptEdit } from '../../../workspace/journal/apply-journal';
import { bytesNow, type JournalPlace } from '../../../workspace/journal/journal';
import { changeProven, undoChange, type Verdict } from '../../../workspace/journal/proven-change';
import { type OldStack, planOldStacks } from './keep-on-old';
import type { UpgradeJournal } from './upgrade-journal';

/** What an upgrade is proven with. */
export interface VerifyScope {
  readonly place: JournalPlace;
  /** Images of the workspace, the same before and after the upgrade. */
  readonly images: ImageModel;
  readonly projects: ReadonlySet<string>;
  readonly prover: UpgradeProver;
  readonly abort: AbortSignal;
  /** Renews the locks that the upgrade asks for. */
  readonly relock: () => Promise<void>;
  /** Whether a run that was killed is finished: there is nothing to build from before. */
  readonly isContinued: boolean;
}

/**
 * Writes an upgrade, proves it, and keeps it where nothing fails; every file is put back otherwise.
 *
 * @throws {ProblemsError} where it is put back
 */
export async function verifyUpgrade(journal: UpgradeJournal, scope: VerifyScope): Promise<void> {
  const { place, prover, abort, relock, isContinued } = scope;
  const { stacks, output } = journal.subject;
  const names = stacks.map(({ name }) => name);
  let proof: UpgradeProof | undefined;
  let old: readonly OldStack[] = [];
  let kept: readonly string[] = [];
  try {
    if (!isContinued) await prover.before();
    if (abort.aborted) throw new ProblemsError([{ kind: 'upgrade-stopped', stacks: names }]);
    const end = await changeProven(place, journal, async (): Promise<Verdict> => {
      await relock();
      proof = await prover.after();
      logger.info(output === 'json' ? proofAsJson(proof) : formatProof(proof));
      const failing = failingServices(proof);
      if (proof.isStopped) return { stays: false };
      const passing = proof.services.filter(({ name }) => !failing.includes(name));
      if (failing.length > 0) {
        old = journal.subject.allowPartial ? (oldStacks(journal, failing, scope) ?? []) : [];
        if (old.length === 0) return { stays: false };
      }
      kept = passing.map(({ name }) => name);
      return {
        stays: true,
        ...(old.length > 0 && {
          more: old.flatMap(({ files }) => files),
          confirm: () =>
            prover.canBuild({ stacks: old.map(({ name }) => name), services: failing }),
        }),
      };
    });
    sayEdits(end.edits);
    if (!end.stays) {
      kept = [];
      throw new ProblemsError([
        abort.aborted || !proof
          ? { kind: 'upgrade-stopped', stacks: names }
          : unproven(names, proof, journal, scope),
      ]);
    }
  } catch (error) {
    kept = [];
    throw error instanceof ProblemsError ? error : inWords(error, place);
  } finally {
    await prover.finish(kept);
  }
  for (const each of old) logger.warn(formatProblem({ kind: 'upgrade-partial', ...partOf(each) }));
}

/**
 * Puts every file of an upgrade back.
 *
 * @throws {ProblemsError} where one of them cannot be written
 */
export function undoUpgrade(journal: UpgradeJournal, place: JournalPlace): void {
  try {
    sayEdits(undoChange(place, journal).edits);
  } catch (error) {
    throw inWords(error, place);
  }
  logger.info(`Put back: ${journal.files.map(({ path }) => path).join(', ')}`);
}

function inWords(error: unknown, { workspaceRoot }: JournalPlace): unknown {
  return error instanceof Error && error.name === 'WriteFailure'
    ? new ProblemsError([writeProblem(error, workspaceRoot)])
    : error;
}

function partOf({ name, from, to, services }: OldStack) {
  return { stack: name, from, to, services };
}

function sayEdits(edits: readonly KeptEdit[]): void {
  for (const { path: file, copy } of edits) {
    logger.warn(formatProblem({ kind: 'upgrade-edit-kept', place: { file }, copy }));
  }
}

function unproven(
  stacks: readonly string[],
  proof: UpgradeProof,
  journal: UpgradeJournal,
  scope: VerifyScope,
): Problem {
  const failing = failingServices(proof);
  const others = proof.services.filter(
    ({ name }) => !failing.includes(name) && !stacks.includes(name),
  );
  const canBePartial =
    !journal.subject.allowPartial &&
    others.length > 0 &&
    oldStacks(journal, failing, scope) !== undefined;
  return { kind: 'upgrade-unproven', stacks, failing, canBePartial };
}

function oldStacks(
  { subject, files }: UpgradeJournal,
  failing: readonly string[],
  { place: { workspaceRoot }, images, projects }: VerifyScope,
): readonly OldStack[] | undefined {
  const byPath = new Map(files.map((each) => [each.path, each]));
  return planOldStacks(subject, failing, {
    images,
    readBefore(path) {
      const known = byPath.get(path);
      const before = known ? known.before : bytesNow(workspaceRoot, path);
      if (before === null) return undefined;
      const mode = known?.mode ?? statSync(join(workspaceRoot, path)).mode & 0o7777;
      return { content: Buffer.from(before, 'base64'), mode };
    },
    listFiles: (folder) => filesBelow(workspaceRoot, folder),
    isFree: (name, folder) => !projects.has(name) && !existsSync(join(workspaceRoot, folder)),
  });
}

/** Lists the files of a stack, without folders that tools have made. */
function filesBelow(workspaceRoot: string, folder: string): readonly string[] {
  return readdirSync(join(workspaceRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isFile()) return [path];
    const isSkipped = /^(node_modules|dist|__pycache__|\.venv)$/.test(entry.name);
    return entry.isDirectory() && !isSkipped ? filesBelow(workspaceRoot, path) : [];
  });
}
