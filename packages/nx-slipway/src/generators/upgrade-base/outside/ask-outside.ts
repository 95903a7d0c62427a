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
import { askIndex } from '../../package-index/ask-index';
import { chooseIndex, type IndexSettings } from '../../package-index/index-choice';
import { askSystem } from './ask-system';

/** Who is asked beside the workspace. */
export interface Outside extends IndexSettings {
  readonly run: RunCommand;
  readonly engine: Engine;
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
    askIndex(all.flatMap(askedProjects), chooseIndex(lockedIndexes(all), outside)),
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

function lockedIndexes(all: readonly CheckFacts[]): readonly (string | undefined)[] {
  return all.flatMap(({ locks }) =>
    locks.flatMap(({ releases }) => releases.map((each) => each.index)),
  );
}
