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
  /** Address of the package index. */
  readonly index: string;
}

/** Asks the new base for Debian packages and the index for releases whose files no lock names. */
export async function askOutside(facts: CheckFacts, outside: Outside): Promise<UpgradeAnswers> {
  const { engine, run } = outside;
  const { from, to, suite, python } = facts;
  // Images of one repository and one release have the same Debian packages.
  const isSameDebian =
    suite.from !== undefined && suite.from === suite.to && isSameRepository(from, to);
  const [apt, index] = await Promise.all([
    askApt(to, isSameDebian ? [] : askedPackages(facts), { engine, run }),
    changesMinor(python) ? askIndex(askedReleases(facts), outside) : new Map(),
  ]);
  return { apt, index };
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

/** The index that uv and pip use here: that of a variable, or the default one of the workspace, or PyPI. */
export function indexOf(
  environment: Readonly<Record<string, string | undefined>>,
  { lockRoots }: Pick<WorkspaceModel, 'lockRoots'>,
): string {
  const named = lockRoots.flatMap(({ pyproject }) =>
    pyproject.uv.indexes.flatMap(({ isDefault, url }) => (isDefault && url ? [url] : [])),
  );
  return (
    environment.UV_DEFAULT_INDEX ||
    environment.UV_INDEX_URL ||
    environment.PIP_INDEX_URL ||
    named[0] ||
    'https://pypi.org/simple'
  );
}
