import type { CheckedFiles } from './check-files';

/** Says in one line how many wheels nobody could look into, and why the first could not be; undefined for none. */
export function formatUnchecked(unchecked: CheckedFiles['unchecked']): string | undefined {
  const [first] = unchecked;
  if (!first) return undefined;
  const others = unchecked.length === 1 ? '' : ` and ${unchecked.length - 1} more`;
  return `unchecked before the build, which checks them: files of ${first.release}${others}: ${first.why}`;
}
