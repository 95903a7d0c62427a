import fs, { cpSync, existsSync } from 'node:fs';
import { stateOf } from '../src/workspace/journal/apply-journal';
import { draftJournal, type PlannedFile, readJournal } from '../src/workspace/journal/journal';
import { changeProven, undoChange, type Verdict } from '../src/workspace/journal/proven-change';
import { folderBytes } from './folder-bytes';

/** What a killed process has left, and what the next calls make of it. */
export interface WalkedStep {
  readonly step: number;
  /** `before`, `after`, or `journal` and what the journal says of the files. */
  readonly left: string;
  readonly undone?: string;
  readonly finished?: string;
}

type Texts = Readonly<Record<string, string>>;

/**
 * Makes a change again and again, dead from the first, the second … call that changes the disk, and prints what each
 * left. Dead is that every further call fails and that writing is cut off half way: what the disk sees of `kill -9`,
 * without a process for each step.
 *
 * Argument: root of the workspace, path of the journal and contents of files as JSON. Run by `node --import tsx`.
 */
const { root, file, FILES, TOOLS, MORE } = JSON.parse(process.argv[2] ?? '') as {
  readonly root: string;
  readonly file: string;
  readonly FILES: Texts;
  readonly TOOLS: Texts;
  readonly MORE: Texts;
};
const place = { workspaceRoot: root, file };
const [origin, killed] = [`${root}-origin`, `${root}-killed`];

let calls = 0;
let deadAt = Number.POSITIVE_INFINITY;
for (const name of [
  'writeFileSync',
  'renameSync',
  'chmodSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  fs[name] = ((...args: unknown[]) => {
    calls += 1;
    if (calls === deadAt && name === 'writeFileSync') {
      original(args[0], String(args[1]).slice(0, 3));
    }
    if (calls >= deadAt) throw new Error('killed');
    return original(...args);
  }) as never;
}

// Drafts are told from those of running processes by their number: while it acts, the process has another one, which
// nobody has afterwards.
const own = process.pid;
const acting = 2 ** 30;
const kill = process.kill.bind(process);
process.kill = (pid, signal) => {
  if (pid !== acting) return kill(pid, signal);
  if (process.pid === acting) return true;
  throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
};

function become(pid: number): void {
  Object.defineProperty(process, 'pid', { value: pid, configurable: true });
}

async function dying(step: number, act: () => Promise<unknown>): Promise<boolean> {
  become(acting);
  [calls, deadAt] = [0, step];
  await act().catch((error: Error) => {
    if (error.message !== 'killed') throw error;
  });
  const isDead = calls >= deadAt;
  deadAt = Number.POSITIVE_INFINITY;
  become(own);
  return isDead;
}

function planned(texts: Texts): readonly PlannedFile[] {
  return Object.entries(texts).map(([path, text]) => ({ path, content: Buffer.from(text) }));
}

async function change(verdict: Verdict): Promise<void> {
  const files = { files: planned(FILES), others: Object.keys(TOOLS) };
  const found = readJournal<string>(place);
  const journal = found && found !== 'broken' ? found : draftJournal(place, 'subject', files);
  await changeProven(place, journal, async () => {
    for (const [path, text] of Object.entries(TOOLS)) fs.writeFileSync(`${root}/${path}`, text);
    return verdict;
  });
}

function copy(from: string, to: string): void {
  for (const folder of [to, `${to}.data`]) fs.rmSync(folder, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  if (existsSync(`${from}.data`)) cpSync(`${from}.data`, `${to}.data`, { recursive: true });
}

function keepKilled(): void {
  fs.rmSync(killed, { recursive: true, force: true });
  cpSync(root, killed, { recursive: true });
  if (existsSync(file)) cpSync(file, `${killed}.journal`);
}

function reset(from: string): void {
  copy(from, root);
  fs.rmSync(file, { force: true });
}

async function walk(verdict: Verdict): Promise<readonly WalkedStep[]> {
  const before = JSON.stringify(folderBytes(root));
  await change(verdict.stays ? verdict : { stays: true });
  const after = JSON.stringify(folderBytes(root));
  const named = (): string => {
    const now = JSON.stringify(folderBytes(root));
    return now === before ? 'before' : now === after ? 'after' : now;
  };
  const steps: WalkedStep[] = [];
  for (let step = 1; ; step += 1) {
    reset(origin);
    if (!(await dying(step, () => change(verdict)))) break;
    const journal = readJournal<string>(place);
    if (!journal || journal === 'broken') {
      steps.push({ step, left: journal ?? named() });
      continue;
    }
    const left = `journal ${stateOf(root, journal)}`;
    keepKilled();
    // The next call is killed as well, half way.
    await dying(3, async () => undoChange(place, journal));
    undoChange(place, journal);
    const undone = named();
    copy(killed, root);
    cpSync(`${killed}.journal`, file);
    await change(verdict.stays ? verdict : { stays: true });
    steps.push({ step, left, undone, finished: named() });
  }
  reset(origin);
  return steps;
}

async function main(): Promise<void> {
  cpSync(root, origin, { recursive: true });
  const walks = {
    stays: await walk({ stays: true }),
    'stays with more': await walk({ stays: true, more: planned(MORE) }),
    'is put back': await walk({ stays: false }),
  };
  process.stdout.write(JSON.stringify(walks));
}

void main();
