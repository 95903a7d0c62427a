import { type AskedProject, indexKey } from '../../images/upgrade/index-answers';
import type { IndexAnswer, UnknownPage } from '../../python/index/index-page';
import { fetchIndexPage, type PageFetcher } from './fetch-page';

/** Which index is asked for what. */
export interface IndexChoice extends PageFetcher {
  /** Address of the index for what no lock names one for; undefined where none is known. */
  readonly defaultIndex: string | undefined;
  /** Address of the index that is asked in place of one that a lock names, with a login where one is known. */
  readonly addressOf: (index: string) => string;
}

/** How many pages are fetched at once. */
const AT_ONCE = 8;

/**
 * Asks package indexes for the files of projects, each the one that its lock names. Where an index does not answer for
 * one project, it is not asked for the others; another index still is.
 *
 * @returns answers by {@link indexKey}
 */
export async function askIndex(
  projects: readonly AskedProject[],
  { defaultIndex, addressOf, ...fetcher }: IndexChoice,
): Promise<ReadonlyMap<string, IndexAnswer>> {
  const asked = new Map(projects.map((project) => [indexKey(project), project]));
  const answers = new Map<string, IndexAnswer>();
  const down = new Map<string, UnknownPage>();
  const queue = [...asked].sort(([one], [other]) => (one < other ? -1 : 1));
  const answer = async ({ name, index }: AskedProject): Promise<IndexAnswer> => {
    if (index !== undefined && !index.includes('://')) {
      return { why: `${name} is locked to ${index}, which is no package index on the network` };
    }
    const address = index === undefined ? defaultIndex : addressOf(index);
    if (address === undefined) return { why: NO_INDEX };
    const page = down.get(address) ?? (await fetchIndexPage(address, name, fetcher));
    if ('why' in page && page.isDown) down.set(address, page);
    return page;
  };
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [key, project] = next;
      answers.set(key, await answer(project));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

const NO_INDEX =
  'no lock file names a package index, and neither UV_DEFAULT_INDEX nor PIP_INDEX_URL is set';
