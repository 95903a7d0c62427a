import { type WorkspaceReader, workspaceReader } from '../files/workspace-reader';
import { sha256 } from './sha256';
import { readStored, workspaceStore, writeStored } from './stored-value';

/** What is read out of a workspace. */
export interface Reading {
  /** Part of the store's name: `workspace`. */
  readonly topic: string;
  readonly workspaceRoot: string;
  /** All it depends on besides what is read; what JSON can say. */
  readonly settings: unknown;
}

/** What was read, and what it was read from. */
export interface ReadValue<Value> {
  readonly value: Value;
  /** Another one whenever anything that decided the value has changed; SHA-256 in hexadecimal. */
  readonly state: string;
}

/** What was looked at, by how and where: `read uv.lock`; and the digest of what was seen there. */
type ReadLog = ReadonlyMap<string, string>;

interface Stored<Value> extends ReadValue<Value> {
  readonly question: string;
  readonly readLog: ReadLog;
}

/**
 * The value from Nx's workspace data folder where everything that was looked at to make it is as it was;
 * else a new one. What decides a value need not be listed anywhere: it is written down while it is read.
 *
 * @param make makes the value by looking at the workspace through the reader alone, and may go on from the
 *   one that is known; it is plain data, maps and sets included. The known one itself says that nothing is new
 */
export async function cachedByInputs<Value>(
  { topic, workspaceRoot, settings }: Reading,
  make: (reader: WorkspaceReader, known: Value | undefined) => Value | Promise<Value>,
): Promise<ReadValue<Value>> {
  const store = workspaceStore(workspaceRoot, topic);
  const question = sha256(JSON.stringify(settings));
  const reader = workspaceReader(workspaceRoot);
  const stored = readStored<Stored<Value>>(store);
  const known =
    stored?.question === question && isAsSeen(stored.readLog, reader) ? stored : undefined;

  const readLog = new Map(known?.readLog);
  const value = await make(writingDown(reader, readLog), known?.value);
  if (known && value === known.value) return { value, state: known.state };
  const state = sha256(JSON.stringify([question, [...readLog].sort()]));
  writeStored(store, { question, readLog, value, state } satisfies Stored<Value>);
  return { value, state };
}

const READ_METHODS = ['read', 'hasFile', 'list'] as const;

function digest(seen: unknown): string {
  return sha256(typeof seen === 'string' ? seen : JSON.stringify([seen]));
}

function isAsSeen(readLog: ReadLog, reader: WorkspaceReader): boolean {
  return [...readLog].every(([look, seen]) => {
    const way = READ_METHODS.find((each) => look.startsWith(`${each} `));
    return way !== undefined && digest(reader[way](look.slice(way.length + 1))) === seen;
  });
}

/** A reader that looks at each thing once and writes down what it saw. */
function writingDown(reader: WorkspaceReader, readLog: Map<string, string>): WorkspaceReader {
  const seen = new Map<string, unknown>();
  const once =
    <Seen>(way: (typeof READ_METHODS)[number], ask: (path: string) => Seen) =>
    (path: string): Seen => {
      const look = `${way} ${path}`;
      if (!seen.has(look)) {
        seen.set(look, ask(path));
        readLog.set(look, digest(seen.get(look)));
      }
      return seen.get(look) as Seen;
    };
  return {
    read: once('read', reader.read),
    hasFile: once('hasFile', reader.hasFile),
    list: once('list', reader.list),
  };
}
