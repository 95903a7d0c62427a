import { isSameVersion, versionOfFile } from '../../python/index/file-version';
import type { IndexAnswer, IndexFile, UnknownPage } from '../../python/index/index-page';
import type { UpgradeAnswers } from './check-facts';

/** A project to look up in a package index. */
export interface AskedProject {
  /** Normalised. */
  readonly name: string;
  /** Address of the index that a lock names; absent where none does. */
  readonly index?: string;
}

/** What the answers of package indexes are found by. */
export function indexKey({ name, index = '' }: AskedProject): string {
  return `${name} ${index}`;
}

/** Returns what an index said of a project. */
export function answerFor(
  project: AskedProject,
  { index }: Pick<UpgradeAnswers, 'index'>,
): IndexAnswer {
  if ('why' in index) return index;
  return index.get(indexKey(project)) ?? { why: 'the package index was not asked' };
}

/** Returns the files that an index has of a release, or why nobody knows them. */
export function filesOfRelease(
  release: AskedProject & { readonly version: string },
  answers: Pick<UpgradeAnswers, 'index'>,
): { readonly files: readonly IndexFile[] } | UnknownPage {
  const answer = answerFor(release, answers);
  if ('why' in answer) return answer;
  const { name, version } = release;
  const files = answer.files.filter((file) =>
    isSameVersion(versionOfFile(file.name, name) ?? '', version),
  );
  return files.length > 0 ? { files } : { why: 'the package index does not have them' };
}

/** Projects of which nobody knows the same for the same reason. */
export interface UnknownProjects<Item> extends UnknownPage {
  readonly items: readonly Item[];
  /** Sorted, each once. */
  readonly packages: readonly string[];
}

/** Groups projects of which an index did not tell, by the reason. */
export function byReason<Item extends AskedProject>(
  unknown: readonly (readonly [Item, UnknownPage])[],
): readonly UnknownProjects<Item>[] {
  const reasons = new Map<string, { readonly page: UnknownPage; readonly items: Item[] }>();
  for (const [item, page] of unknown) {
    const known = reasons.get(page.why) ?? { page, items: [] };
    known.items.push(item);
    reasons.set(page.why, known);
  }
  return [...reasons.values()].map(({ page, items }) => ({
    ...{ ...page, items },
    packages: [...new Set(items.map(({ name }) => name))].sort(),
  }));
}
