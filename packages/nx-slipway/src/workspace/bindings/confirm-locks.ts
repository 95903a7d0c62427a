import type { Problem } from '../../problems/problem';
import type { ReadBindings } from './read-bindings';

/** How it is found out whether locks that look outdated are. */
export interface LockConfirmation {
  /** What uv itself says of the lock in a folder; `unknown` where it cannot be asked. */
  readonly ask: (lockDir: string) => Promise<'fresh' | 'outdated' | 'unknown'>;
  /** Reads images once more, of the locks in these folders without the question of their age. */
  readonly readAgain: (
    ids: ReadonlySet<string>,
    trusted: ReadonlySet<string>,
  ) => Promise<ReadonlyMap<string, ReadBindings>>;
}

/**
 * Asks uv about the locks that our own reading holds to be outdated. An image is built unless uv agrees. Where uv cannot
 * be asked, a difference that a build backend may explain is a note of the image's, and any other one stays a problem:
 * the image would lack what the pyproject names.
 */
export async function confirmLocks(
  bindings: ReadonlyMap<string, ReadBindings>,
  { ask, readAgain }: LockConfirmation,
): Promise<ReadonlyMap<string, ReadBindings>> {
  const found = [...bindings.values()].flatMap(outdated);
  const dirs = [...new Set(found.map(({ dir }) => dir))];
  const sure = new Set(found.filter(({ isUnsure }) => !isUnsure).map(({ dir }) => dir));
  if (dirs.length === 0) return bindings;
  const states = new Map(
    await Promise.all(dirs.map(async (dir) => [dir, await ask(dir)] as const)),
  );
  const trusted = new Set(
    dirs.filter((dir) => {
      const state = states.get(dir);
      return state === 'fresh' || (state === 'unknown' && !sure.has(dir));
    }),
  );
  const ids = [...bindings].flatMap(([id, each]) =>
    outdated(each).some(({ dir }) => trusted.has(dir)) ? [id] : [],
  );
  const again = await readAgain(new Set(ids), trusted);
  return new Map(
    [...bindings].map(([id, before]) => {
      const after = again.get(id);
      const doubts = outdated(before).filter(({ dir }) => states.get(dir) === 'unknown');
      return [id, after ? withNotes(after, doubts) : before];
    }),
  );
}

type Outdated = Extract<Problem, { readonly kind: 'lock-outdated' }>;

function outdated({ problems }: ReadBindings): readonly Outdated[] {
  return problems.filter((each) => each.kind === 'lock-outdated');
}

function withNotes(read: ReadBindings, notes: readonly Problem[]): ReadBindings {
  const { bindings } = read;
  return bindings
    ? { ...read, bindings: { ...bindings, notes: [...bindings.notes, ...notes] } }
    : read;
}
