import type { IndexFile } from '../../python/index/index-page';
import { sha256 } from './sha256';
import { readStored, workspaceStore, writeStored } from './stored-value';

/** What a package index said of a project, with what it tells its answers apart by. */
export interface IndexPage {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly files: readonly IndexFile[];
}

/** Pages of package indexes that were fetched before. */
export interface IndexPages {
  /** @param address without a login */
  readonly read: (address: string) => IndexPage | undefined;
  /** One that cannot be written is no error: it is fetched again. */
  readonly write: (address: string, page: IndexPage) => void;
}

/**
 * Opens the pages in Nx's workspace data folder. A page is stored as the names of its files and without any address:
 * those of a private index may hold logins or signatures.
 */
export function indexPages(workspaceRoot: string): IndexPages {
  const storeOf = (address: string) => workspaceStore(workspaceRoot, `index-${sha256(address)}`);
  return {
    read: (address) => readStored<IndexPage>(storeOf(address)),
    write: (address, page) => writeStored(storeOf(address), page),
  };
}
