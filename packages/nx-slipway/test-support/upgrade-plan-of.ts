import { checkUpgrade } from '../src/generators/upgrade-base/plan/check-upgrade';
import { draftUpgrade } from '../src/generators/upgrade-base/plan/draft-upgrade';
import { factsReader } from '../src/generators/upgrade-base/plan/read-facts';
import { normalizeUpgradeOptions } from '../src/generators/upgrade-base/upgrade-options';
import { findStacks } from '../src/images/model/stacks';
import type { CheckFacts, UpgradeAnswers } from '../src/images/upgrade/check-facts';
import type { UpgradePlan } from '../src/images/upgrade/upgrade-plan';
import { formatProblem } from '../src/problems/format-problem';
import { sha256 } from '../src/workspace/cache/sha256';
import type { Files } from './workspace-files';
import { workspaceOf } from './workspace-of';

/** What the outside says where nothing stands against an upgrade. */
export const ALL_FINE: UpgradeAnswers = { apt: { missing: new Map() }, index: new Map() };

/** What is known of a workspace where nobody answers. */
export const NOBODY: UpgradeAnswers = { apt: { why: 'no engine' }, index: { why: 'no network' } };

/** An upgrade of a workspace that is nothing but texts, with the facts that it was checked by. */
export function planUpgradeOf(
  files: Files,
  options: Readonly<Record<string, unknown>>,
  answers: UpgradeAnswers | ((facts: CheckFacts) => UpgradeAnswers) = ALL_FINE,
  read: (file: string) => string | undefined = (file) => files[file],
): { readonly plan: UpgradePlan; readonly facts: CheckFacts } {
  const model = workspaceOf(files);
  const stack = findStacks(model.images.catalogue).find(
    ({ name }) => name === (options.stack ?? 'python'),
  );
  if (!stack) throw new Error('the workspace has no such stack');
  const drafted = draftUpgrade(normalizeUpgradeOptions(options), {
    ...{ stack: stack.name, file: stack.dockerfile, model, buildTarget: 'build-image' },
  });
  if ('problems' in drafted) throw new Error(drafted.problems.map(formatProblem).join('\n'));
  const { draft } = drafted;
  const vendored = new Map(
    Object.keys(files)
      .filter((file) => file.endsWith('.so'))
      .map((file) => [file, sha256(read(file) ?? '')]),
  );
  const names = Object.keys(files).filter((file) => !/\.lock$|Dockerfile/.test(file));
  const { facts, findings: unread } = factsReader({ model, read }, names.sort(), vendored)(draft);
  const given = typeof answers === 'function' ? answers(facts) : answers;
  const answered = { ...facts, answers: given };
  return {
    facts: answered,
    plan: checkUpgrade(draft, answered, { unread, othersPython: new Set() }),
  };
}

/** What a plan has found, each as `severity kind file:line`. */
export function foundIn({ findings }: UpgradePlan): readonly string[] {
  return findings.map(({ severity, problem }) => {
    const place = 'place' in problem ? problem.place : undefined;
    const where = place ? ` ${place.file}${place.line === undefined ? '' : `:${place.line}`}` : '';
    return `${severity} ${problem.kind}${where}`;
  });
}
