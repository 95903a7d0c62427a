import type { ProofSubject } from '../../../build/proof/plan-proof';
import type { UpgradeProver } from '../../../build/proof/upgrade-prover';
import type { Engine } from '../../../engine/engine';
import { changesMinor } from '../../../images/references/derive-reference';
import { isSameRepository } from '../../../images/references/same-base';
import type { CheckFacts, UpgradeAnswers } from '../../../images/upgrade/check-facts';
import { askedPackages } from '../../../images/upgrade/checks/check-apt';
import { builderPins } from '../../../images/upgrade/checks/check-builder-pins';
import { releasesToAsk } from '../../../images/upgrade/checks/check-wheels';
import type { AskedProject } from '../../../images/upgrade/index-answers';
import type { RunCommand } from '../../../process/run-command';
import type { KnownLinks } from '../../../workspace/cache/linked-images';
import type { WorkspaceModel } from '../../../workspace/model/workspace-model';
import { askIndex, type IndexChoice } from './ask-index';
import { askSystem } from './ask-system';
import type { PageFetcher } from './fetch-page';

/** Who is asked beside the workspace. */
export interface Outside extends PageFetcher {
  readonly run: RunCommand;
  readonly engine: Engine;
  /** Address of the package index, in place of the one that most packages are locked to. */
  readonly index?: string;
  /** Adds the login of a private index to its address. */
  readonly withLogin?: (index: string) => string;
  /** What is known of built images that were asked before. */
  readonly links?: KnownLinks;
  /** Opens who proves the upgrade, in place of the engine. */
  readonly prover?: (subject: ProofSubject) => UpgradeProver;
}

/**
 * Asks built images what they are linked with, each new base for Debian packages and for those libraries, in one
 * container for all stacks on it, and package indexes for the releases whose files no lock names and for those that
 * need another one; each project once.
 *
 * @returns answers in the order of the facts
 */
export async function askOutside(
  all: readonly CheckFacts[],
  outside: Outside,
): Promise<readonly UpgradeAnswers[]> {
  const [index, system] = await Promise.all([
    askIndex(all.flatMap(askedProjects), indexChoice(all, outside)),
    askSystem(all, packagesOf, outside),
  ]);
  return system.map((each) => ({ ...each, index }));
}

/** Images of one repository and one release have the same Debian packages. */
function packagesOf(facts: CheckFacts): readonly string[] {
  const { from, to, suite } = facts;
  const isSameDebian =
    suite.from !== undefined && suite.from === suite.to && isSameRepository(from, to);
  return isSameDebian ? [] : askedPackages(facts);
}

/** What only an index knows more of. */
function askedProjects(facts: CheckFacts): readonly AskedProject[] {
  const { builderPins: pins, python } = facts;
  return [...releasesToAsk(facts), ...(pins && changesMinor(python) ? builderPins(pins) : [])].map(
    ({ name, index }: AskedProject) => ({ name, ...(index !== undefined && { index }) }),
  );
}

/**
 * An index that is named by hand stands for the one that most packages are locked to, which may be the same behind a
 * mirror. Packages of another index are asked of that one.
 */
function indexChoice(
  all: readonly CheckFacts[],
  { index, withLogin = (address) => address, ...fetcher }: Outside,
): IndexChoice {
  const locked = lockedIndex(all);
  const main = index ?? locked;
  return {
    ...fetcher,
    defaultIndex: main === undefined ? undefined : withLogin(main),
    addressOf: (address) => withLogin(address === locked ? (main ?? address) : address),
  };
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
