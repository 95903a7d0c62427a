import type { UpgradeProver } from '../../build/proof/upgrade-prover';
import type { Engine } from '../../engine/engine';
import { changesMinor } from '../../images/references/derive-reference';
import type { CheckFacts, UpgradeAnswers } from '../../images/upgrade/check-facts';
import { askedPackages } from '../../images/upgrade/checks/check-apt';
import { builderPins } from '../../images/upgrade/checks/check-builder-pins';
import { isSameRepository } from '../../images/upgrade/concerned-stages';
import type { RunCommand } from '../../process/run-command';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import { askApt } from './ask-apt';
import { type AskedRelease, askIndex, type FetchPage } from './ask-index';

/** Who is asked beside the workspace. */
export interface Outside {
  readonly run: RunCommand;
  readonly engine: Engine;
  readonly fetchPage: FetchPage;
  /** Address of the package index, in place of the one that the locks name. */
  readonly index?: string;
  /** Who proves the upgrade, in place of the engine. */
  readonly prover?: UpgradeProver;
}

/**
 * Asks each new base for Debian packages, in one container for all stacks on it, and the index once for all releases
 * whose files no lock names.
 *
 * @returns answers in the order of the facts
 */
export async function askOutside(
  all: readonly CheckFacts[],
  outside: Outside,
): Promise<readonly UpgradeAnswers[]> {
  const names = new Map<string, readonly string[]>();
  for (const facts of all) {
    names.set(facts.to, [...(names.get(facts.to) ?? []), ...packagesOf(facts)]);
  }
  const releases = all.filter(({ python }) => changesMinor(python)).flatMap(askedReleases);
  const [index, ...apt] = await Promise.all([
    askIndex(releases, { ...outside, index: outside.index ?? lockedIndex(all) }),
    ...[...names].map(([to, asked]) => askApt(to, [...new Set(asked)].sort(), outside)),
  ]);
  const byBase = new Map([...names.keys()].map((to, position) => [to, apt[position]]));
  return all.map(({ to }) => ({ apt: byBase.get(to) ?? { missing: new Map() }, index }));
}

/** Images of one repository and one release have the same Debian packages. */
function packagesOf(facts: CheckFacts): readonly string[] {
  const { from, to, suite } = facts;
  const isSameDebian =
    suite.from !== undefined && suite.from === suite.to && isSameRepository(from, to);
  return isSameDebian ? [] : askedPackages(facts);
}

/** Releases that only an index knows more of. */
export function askedReleases(
  facts: Pick<CheckFacts, 'locks' | 'builderPins'>,
): readonly AskedRelease[] {
  return [
    ...facts.locks.flatMap(({ releases }) => releases.filter(({ files }) => !files)),
    ...(facts.builderPins ? builderPins(facts.builderPins) : []),
  ].map(({ name, version }) => ({ name, version }));
}

/** The index that most packages are locked to; one that a folder stands for has no pages. */
function lockedIndex(all: readonly CheckFacts[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { index } of all.flatMap(({ locks }) => locks).flatMap(({ releases }) => releases)) {
    if (index?.includes('://')) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** The index that a variable of uv or pip names, or the workspace as its default. */
export function indexOf(
  environment: Readonly<Record<string, string | undefined>>,
  { lockRoots }: Pick<WorkspaceModel, 'lockRoots'>,
): string | undefined {
  const named = lockRoots.flatMap(({ pyproject }) =>
    pyproject.uv.indexes.flatMap(({ isDefault, url }) => (isDefault && url ? [url] : [])),
  );
  return (
    environment.UV_DEFAULT_INDEX ||
    environment.UV_INDEX_URL ||
    environment.PIP_INDEX_URL ||
    named[0]
  );
}
