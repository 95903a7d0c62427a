import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { MODULE_DIGEST } from './frontend.ts';

/** Answers of earlier processes by question. What cannot be read or written is as if it were not there. */
export interface AnswerStore {
  readonly read: (question: string) => string | undefined;
  readonly write: (question: string, answer: string) => void;
}

/** Milliseconds after which what nobody asked for is removed: 60 days; and between two looks for it: a day. */
const DAY = 24 * 60 * 60 * 1000;
const KEPT = 60 * DAY;

/**
 * Opens the answers below a folder, a file each, apart for each build of the module: another one may answer
 * otherwise.
 */
export function answerStore(parent: string | undefined): AnswerStore {
  if (parent === undefined) return { read: () => undefined, write: () => {} };
  const folder = join(parent, moduleStamp());
  const fileOf = (question: string): string => {
    const hash = createHash('sha256').update(question).digest('hex');
    return join(folder, `${hash}.json`);
  };
  let isPruned = false;
  return {
    read(question) {
      const file = fileOf(question);
      try {
        const answer = readFileSync(file, 'utf8');
        if (Date.now() - statSync(file).mtimeMs > DAY) utimesSync(file, new Date(), new Date());
        return answer;
      } catch {
        return undefined;
      }
    },
    write(question, answer) {
      const file = fileOf(question);
      const draft = `${file}.${process.pid}`;
      try {
        mkdirSync(folder, { recursive: true });
        // Written whole or not at all: another process may read it at the same time.
        // Dockerfiles may hold what is for this user alone.
        writeFileSync(draft, answer, { mode: 0o600 });
        renameSync(draft, file);
      } catch {
        rmSync(draft, { force: true });
      }
      if (!isPruned) prune(parent);
      isPruned = true;
    },
  };
}

/** Tells builds of the module apart: its digest, which lies beside it. */
function moduleStamp(): string {
  return readFileSync(MODULE_DIGEST, 'utf8').slice(0, 16);
}

/** Removes answers that nobody has asked for in a long time, at most once a day. */
function prune(parent: string): void {
  const mark = join(parent, 'pruned');
  try {
    const last = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - last < DAY) return;
    writeFileSync(mark, '');
    for (const version of readdirSync(parent, { withFileTypes: true })) {
      if (version.isDirectory()) pruneFolder(join(parent, version.name));
    }
  } catch {
    // Another process removes the same files.
  }
}

function pruneFolder(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > KEPT) rmSync(file, { force: true });
  }
}
