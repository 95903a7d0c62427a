import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';
import { ProblemsError } from '../../problems/problems-error';
import { isRunning } from './is-running';

/** How long another generator is waited for. */
export interface Patience {
  /** Milliseconds until the lock is refused. */
  readonly limit: number;
  /** Called once, when the wait starts. */
  readonly onWait: (pid: number | undefined) => void;
}

/** Milliseconds between two looks at a lock. */
const PAUSE = 100;
/** Milliseconds after which a lock that says nothing is one of a process that was killed while it wrote. */
const WRITING = 5_000;

/** A lock of this process. */
interface HeldLock {
  /** How often it is held: a generator may call another one. */
  count: number;
  readonly remove: () => void;
}

/** By file. */
const locks = new Map<string, HeldLock>();

/**
 * Waits until no other generator changes a workspace and keeps others out until `release` is called or the process
 * ends. The lock of a process that was killed is taken over.
 *
 * @throws {ProblemsError} where another generator holds the lock for too long
 */
export async function lockWorkspace(
  workspaceRoot: string,
  { limit, onWait }: Patience,
): Promise<{ readonly release: () => void }> {
  const file = join(workspaceDataDirectoryForWorkspace(workspaceRoot), 'nx-slipway-generator.lock');
  const end = Date.now() + limit;
  for (let isWaiting = false; !locks.has(file); isWaiting = true) {
    const made = takeLock(file);
    // A folder that cannot be written to has no use for a lock: what is to be written there fails in its own words.
    if (made === 'impossible') return { release: () => {} };
    if (made === 'taken') break;
    const holder = readHolder(file);
    if (holder && isGone(holder)) removeLock(file, holder.text);
    else {
      const pid = holder?.host === hostname() ? holder.pid : undefined;
      if (!isWaiting) onWait(pid);
      if (Date.now() > end) {
        const lock = relative(workspaceRoot, file);
        throw new ProblemsError([
          { kind: 'workspace-busy', lock, ...(pid !== undefined && { pid }) },
        ]);
      }
      await setTimeout(PAUSE);
    }
  }
  return hold(file);
}

function hold(file: string): { readonly release: () => void } {
  const lock = locks.get(file) ?? { count: 0, remove: () => rmSync(file, { force: true }) };
  if (lock.count === 0) process.once('exit', lock.remove);
  lock.count += 1;
  locks.set(file, lock);
  let isReleased = false;
  return {
    release() {
      if (!isReleased) lock.count -= 1;
      isReleased = true;
      if (lock.count > 0 || !locks.delete(file)) return;
      process.removeListener('exit', lock.remove);
      lock.remove();
    },
  };
}

function takeLock(file: string): 'taken' | 'busy' | 'impossible' {
  let handle: number | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    handle = openSync(file, 'wx');
    writeSync(handle, `${process.pid} ${hostname()}`);
    return 'taken';
  } catch (error) {
    if (handle !== undefined) rmSync(file, { force: true });
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'busy' : 'impossible';
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

interface Holder {
  readonly text: string;
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since the lock was made. */
  readonly age: number;
}

/** Undefined where the lock has just gone. */
function readHolder(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const [pid = '', host = ''] = text.split(' ');
    return { text, pid: Number(pid), host, age: Date.now() - statSync(file).mtimeMs };
  } catch {
    return undefined;
  }
}

function isGone({ text, pid, host, age }: Holder): boolean {
  if (text === '') return age > WRITING;
  return host === hostname() && (pid === process.pid || !isRunning(pid));
}

/** Moved away first: of several that find the same lock one alone gets it, and sees whether it is still that one. */
function removeLock(file: string, text: string): void {
  const stale = `${file}.${process.pid}`;
  try {
    renameSync(file, stale);
    if (readFileSync(stale, 'utf8') === text) rmSync(stale);
    else renameSync(stale, file);
  } catch {
    // Another process was the first.
  }
}
