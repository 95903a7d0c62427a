import { type LockedBy, lockCommand } from '../../lock-command';

/** How to lock by a target of Nx, which uses base-builder where the installer is not on this machine. */
export interface Relock {
  /** The call of the target: `nx run api:lock`. */
  readonly task: string;
  /** The installer that this machine does not have; present where the project has no such target yet. */
  readonly missing?: string;
}

/** What tells how to lock: the folder and installer of a lock, and a target if there is one. */
export interface RelockFacts {
  readonly dir: string;
  readonly installer?: LockedBy;
  readonly relock?: Relock;
}

/** The command that locks, as code. */
export function relockCommand({ dir, installer, relock }: RelockFacts): string {
  return relock && relock.missing === undefined
    ? `\`${relock.task}\``
    : `\`${lockCommand(dir, installer)}\``;
}

/** A sentence for a machine without the installer, with a blank before it; empty where none is needed. */
export function relockElsewhere({ relock }: RelockFacts): string {
  return relock?.missing === undefined
    ? ''
    : ` Or lock without ${relock.missing} on this machine, in base-builder: \`nx g nx-slipway:init --dev-targets\`, then \`${relock.task}\`.`;
}

/** What to type for a lock that is up to date, as a sentence or two. */
export function relockWords(facts: RelockFacts): string {
  return `Run ${relockCommand(facts)}.${relockElsewhere(facts)}`;
}
