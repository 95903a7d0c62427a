import { sha256 } from './sha256';
import { readStored, workspaceStore, writeStored } from './stored-value';

/** What is asked about a workspace. */
export interface WorkspaceQuestion {
  /** Part of the store's name: `nodes`. */
  readonly topic: string;
  readonly workspaceRoot: string;
  /** All the answer depends on besides files; what JSON can say. */
  readonly settings: unknown;
  /** Content hashes of all files of the workspace, by path. The answer may depend on every path. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** An answer, and what it depends on. */
export interface WorkspaceAnswer<Answer> {
  readonly answer: Answer;
  /** Paths of the files whose content decided it, relative to the workspace root. */
  readonly sources: Iterable<string>;
  /** False for one that comes with warnings, which are to be given each time. */
  readonly isClean: boolean;
}

interface Stored<Answer> {
  readonly question: string;
  /** By path. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly answer: Answer;
}

/**
 * The answer from Nx's workspace data folder where it was given for the same settings, the same paths and
 * the same content of the files that decided it; else a new one.
 */
export async function cachedByHashes<Answer>(
  { topic, workspaceRoot, settings, hashes }: WorkspaceQuestion,
  ask: () => WorkspaceAnswer<Answer> | Promise<WorkspaceAnswer<Answer>>,
): Promise<Answer> {
  const store = workspaceStore(workspaceRoot, topic);
  const question = sha256(JSON.stringify([settings, [...hashes.keys()].sort()]));
  const known = readStored<Stored<Answer>>(store);
  if (known?.question === question && isSubset(known.hashes, hashes)) return known.answer;
  const { answer, sources, isClean } = await ask();
  const decided = new Map([...sources].map((file) => [file, hashes.get(file)]));
  // A file that git ignores has no hash to tell a change by.
  const isTold = [...decided.values()].every((hash) => hash !== undefined);
  if (isClean && isTold) writeStored(store, { question, hashes: decided, answer });
  return answer;
}

function isSubset(some: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>): boolean {
  return [...some].every(([file, hash]) => all.get(file) === hash);
}
