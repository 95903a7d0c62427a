import type { AskedTarget } from '../../images/upgrade/resolve-target';
import { pythonText } from '../python-text';
import type { UpgradeBaseSchema } from './schema';

/** The options of the generator after the schema's defaults. */
export interface UpgradeOptions extends AskedTarget {
  /** Name of the stack's project; absent where it is to be chosen. */
  readonly stack?: string;
  readonly all: boolean;
  readonly pin: boolean;
  /** Whether layers stay as they were built on the digest before. */
  readonly rebase: boolean;
  readonly applyFixes: boolean;
  readonly relock: boolean;
  readonly allowProblems: boolean;
  readonly allowUnchecked: boolean;
  readonly verify: boolean;
  readonly allowPartial: boolean;
  /** What is to be done about an upgrade that was killed; absent for a new one. */
  readonly resume?: 'continue' | 'undo';
  /** Both were asked for, which nobody can do. */
  readonly both: boolean;
  readonly output: 'text' | 'json' | 'markdown';
}

/** Trims the options and fills in the schema's defaults. */
export function normalizeUpgradeOptions(schema: UpgradeBaseSchema): UpgradeOptions {
  const texts = {
    stack: schema.stack?.trim(),
    to: textOf(schema.to),
    python: textOf(schema.python),
    suite: schema.suite?.trim(),
  };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value)),
    digest: schema.digest ?? false,
    all: schema.all ?? false,
    pin: schema.pin ?? true,
    rebase: schema.rebase ?? false,
    applyFixes: schema.applyFixes ?? false,
    relock: schema.relock ?? false,
    allowProblems: schema.allowProblems ?? false,
    allowUnchecked: schema.allowUnchecked ?? false,
    verify: schema.verify ?? false,
    allowPartial: schema.allowPartial ?? false,
    ...(schema.continue && { resume: 'continue' }),
    ...(schema.undo && { resume: 'undo' }),
    both: (schema.continue && schema.undo) ?? false,
    output: schema.json ? 'json' : schema.markdown ? 'markdown' : 'text',
  };
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : pythonText(value).trim();
}
