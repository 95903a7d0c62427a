import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { makeLocks } from '../../../build/locking/lock-service';
import { openProof } from '../../../build/proof/open-proof';
import { installers } from '../../../images/installers/installers';
import type { TextFix } from '../../../images/upgrade/finding';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import { ProblemsError } from '../../../problems/problems-error';
import type { PythonProject } from '../../../python/pyproject/python-project';
import { draftJournal } from '../../../workspace/journal/journal';
import type { TreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import { editedFiles } from '../apply-upgrade';
import type { Outside } from '../outside/ask-outside';
import { locksOf } from '../plan/locks-of';
import type { UpgradeOptions } from '../upgrade-options';
import { progressOf } from './progress-of';
import { type UpgradeJournal, type UpgradeSubject, upgradeJournalPlace } from './upgrade-journal';
import { verifyUpgrade } from './verify-upgrade';

/** What an upgrade is written and proven with. */
interface UpgradeScope {
  readonly workspace: TreeWorkspace;
  readonly outside: Pick<Outside, 'prover'>;
}

/**
 * Writes a planned upgrade and proves it; nothing of it goes through Nx's tree.
 *
 * @throws {ProblemsError} where locks would have to be made again and nobody asked for that, and where it is put back
 */
export async function startUpgrade(
  tree: Tree,
  plans: readonly UpgradePlan[],
  {
    edits,
    options,
    ...scope
  }: UpgradeScope & { readonly edits: readonly TextFix[]; readonly options: UpgradeOptions },
): Promise<void> {
  const { model } = scope.workspace;
  const locks = locksOf(plans, options, model).map(({ project }) => project);
  if (!options.relock && locks.length > 0) {
    throw new ProblemsError(
      locks.map(({ lockFile: file }) => ({ kind: 'upgrade-lock-stale', place: { file } })),
    );
  }
  const subject: UpgradeSubject = {
    stacks: plans.map(({ stack, file, from, to, python }) => ({
      ...{ name: stack, file, from, to },
      ...(python.to !== undefined && { python: python.to }),
    })),
    services: [
      ...new Set(plans.flatMap(({ services }) => services.map(({ name }) => name))),
    ].sort(),
    buildTarget: plans[0]?.buildTarget ?? 'build-image',
    relock: locks.map(({ dir }) => dir),
    ...{ allowPartial: options.allowPartial, output: options.output },
  };
  const place = upgradeJournalPlace(tree.root);
  const others = locks.flatMap((project) => lockedFiles(project, subject));
  const journal = draftJournal(place, subject, { files: editedFiles(tree, edits), others });
  await carryOut(tree, journal, { ...scope, isContinued: false });
}

/** Finishes an upgrade that was killed: what was not written is, and all of it is proven again. */
export async function resumeUpgrade(
  tree: Tree,
  journal: UpgradeJournal,
  scope: UpgradeScope,
): Promise<void> {
  await carryOut(tree, journal, { ...scope, isContinued: true });
}

async function carryOut(
  tree: Tree,
  journal: UpgradeJournal,
  { workspace, outside, isContinued }: UpgradeScope & { readonly isContinued: boolean },
): Promise<void> {
  const { model, projects } = workspace;
  const { subject } = journal;
  const stacks = subject.stacks.map(({ name }) => name);
  const proof = openProof(
    tree.root,
    { ...subject, stacks },
    { isQuiet: subject.output === 'json', ...(outside.prover && { prover: outside.prover }) },
  );
  try {
    await verifyUpgrade(journal, {
      ...{ place: upgradeJournalPlace(tree.root), images: model.images, isContinued },
      ...{ projects: new Set(projects.keys()), prover: proof.prover, abort: proof.abort },
      async relock() {
        for (const dir of subject.relock) {
          const project = model.python.get(dir);
          if (project) await relock(tree.root, project, { subject, workspace });
        }
      },
    });
  } finally {
    proof.dispose();
  }
}

async function relock(
  workspaceRoot: string,
  project: PythonProject,
  {
    subject: { stacks, output },
    workspace,
  }: { readonly subject: UpgradeSubject; readonly workspace: TreeWorkspace },
): Promise<void> {
  const [first] = stacks;
  const { why } = await makeLocks({
    ...{ workspaceRoot, project, workspace: workspace.model, say: progressOf(output) },
    ...(first && {
      stack: { dockerfile: first.file, ...(first.python && { python: first.python }) },
    }),
  });
  if (why === undefined) return;
  const place = { file: project.lockFile };
  throw new ProblemsError([{ kind: 'upgrade-lock-failed', place, why }]);
}

/** Files that locking a project writes, relative to the workspace root. */
function lockedFiles(
  { installer, lockDir, pyproject, dependencies }: PythonProject,
  { stacks }: Pick<UpgradeSubject, 'stacks'>,
): readonly string[] {
  const python = stacks[0]?.python;
  const steps = installers[installer].lock({
    hasDevGroup: pyproject.dependencyGroups.has('dev'),
    hasLocal: dependencies.length > 0,
    ...(python !== undefined && { python }),
  });
  return steps.flatMap(({ files }) => files.map((file) => posix.join(lockDir, file)));
}
