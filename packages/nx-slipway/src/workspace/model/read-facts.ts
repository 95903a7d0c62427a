import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareFiles } from '../../dockerfile/ask-frontend';
import { isDockerfile } from '../../dockerfile/dockerfile-name';
import { readStored, workspaceStore, writeStored } from '../cache/stored-value';
import { textReader } from '../files/text-reader';
import { collectFacts, type FactCache } from './collect-facts';
import type { FileFacts } from './file-facts';

/** Where facts come from. */
export interface FactSource {
  readonly workspaceRoot: string;
  /** Files to read, relative to the workspace root. */
  readonly files: Iterable<string>;
  /** Content hashes of all files of the workspace, by path. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Reads the text of a file; another one counts reads in tests. */
  readonly read?: (file: string) => string;
}

/**
 * What the files of a workspace say. Facts are kept in Nx's workspace data folder by the hash of what
 * said them, so that a file is read once after each change, by whichever process is the first.
 */
export function readFacts(source: FactSource): ReadonlyMap<string, FileFacts> {
  const { workspaceRoot, files, hashes } = source;
  const read = source.read ?? ((file) => readFileSync(join(workspaceRoot, file), 'utf8'));
  const store = workspaceStore(workspaceRoot, 'facts');
  const cached = readStored<FactCache>(store) ?? new Map();
  const collected = collectFacts(files, hashes, cached, read);
  if (collected.isChanged) writeStored(store, collected.cache);
  return collected.facts;
}

/** Has all Dockerfiles that are new or changed read at once, before {@link readFacts} reads them one by one. */
export async function prepareFacts({
  workspaceRoot,
  files,
  hashes,
}: Omit<FactSource, 'read'>): Promise<void> {
  const cached = readStored<FactCache>(workspaceStore(workspaceRoot, 'facts')) ?? new Map();
  const isNew = (file: string): boolean => cached.get(file)?.hash !== hashes.get(file);
  const read = textReader(workspaceRoot);
  const texts = [...files].filter((file) => isDockerfile(file) && isNew(file)).map(read);
  await prepareFiles(texts.flatMap((text) => text ?? []));
}
