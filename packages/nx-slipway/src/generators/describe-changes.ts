import { diffIndices } from 'node-diff3';
import { linesOf } from './text-style';

/** Lines of one file that are shown. */
const SHOWN = 16;

/**
 * Shows the lines in which a text differs from the one before it: those that go, and those that come. A long list is
 * cut.
 */
export function describeChanges(before: string, after: string): readonly string[] {
  const lines = diffIndices(linesOf(before), linesOf(after)).flatMap(
    ({ buffer1Content, buffer2Content }) => [
      ...buffer1Content.map((line) => `    - ${line}`),
      ...buffer2Content.map((line) => `    + ${line}`),
    ],
  );
  const more = lines.length - SHOWN;
  return more > 1 ? [...lines.slice(0, SHOWN), `    … and ${more} more lines`] : lines;
}
