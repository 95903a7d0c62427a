import { withIndexLogin } from '../../python/pyproject/index-logins';
import { settingsIndexes } from '../../workspace/bindings/settings-indexes';
import type { TreeWorkspace } from '../../workspace/model/read-tree-workspace';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { IndexChoice } from './ask-index';
import type { PageFetcher } from './fetch-page';

/** What decides which index is asked, beside what locks say. */
export interface IndexSettings extends PageFetcher {
  /** Address of the package index, in place of the one that most packages are locked to. */
  readonly index?: string;
  /** Adds the login of a private index to its address. */
  readonly withLogin?: (index: string) => string;
}

/**
 * Chooses the index for each package. One that is named by hand stands for the one that most packages are locked to,
 * which may be the same behind a mirror. Packages of another index are asked of that one.
 *
 * @param locked indexes of all locked packages, each as often as it is locked
 */
export function chooseIndex(
  locked: Iterable<string | undefined>,
  { index, withLogin = (address) => address, ...fetcher }: IndexSettings,
): IndexChoice {
  const usual = mostLocked(locked);
  const main = index ?? usual;
  return {
    ...fetcher,
    defaultIndex: main === undefined ? undefined : withLogin(main),
    addressOf: (address) => withLogin(address === usual ? (main ?? address) : address),
  };
}

/** An index that a folder stands for has no pages. */
function mostLocked(locked: Iterable<string | undefined>): string | undefined {
  const counts = new Map<string, number>();
  for (const index of locked) {
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

/** Reads the index that variables or the workspace name, and the logins that variables have for indexes of its files. */
export function readIndexSettings(
  { model, read }: Pick<TreeWorkspace, 'model' | 'read'>,
  environment: Readonly<Record<string, string | undefined>>,
): Pick<IndexSettings, 'index' | 'withLogin'> {
  const index = indexOf(environment, model);
  const named = [
    ...model.lockRoots.flatMap(({ pyproject }) => pyproject.uv.indexes),
    ...settingsIndexes(model.python.values(), read),
  ];
  return {
    withLogin: (address) => withIndexLogin(address, named, environment),
    ...(index !== undefined && { index }),
  };
}
