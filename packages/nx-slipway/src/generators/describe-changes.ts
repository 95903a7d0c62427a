import { diffIndices } from 'node-diff3';
import { withoutMark } from '../workspace/files/file-text';

/** Lines of one file that are shown. */
const SHOWN = 16;

/**
 * Shows the lines in which a text differs from the one before it: those that go, and those that come. A long list is
 * cut.
 */
export function describeChanges(before: string, after: string): readonly string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const lines = diffIndices([...old], [...now]).flatMap(({ buffer1Content, buffer2Content }) => [
    ...buffer1Content.map((line) => `    - ${line}`),
    ...buffer2Content.map((line) => `    + ${line}`),
  ]);
  const more = lines.length - SHOWN;
  return more > 1 ? [...lines.slice(0, SHOWN), `    … and ${more} more lines`] : lines;
}

function linesOf(text: string): readonly string[] {
  return withoutMark(text).replaceAll('\r\n', '\n').split('\n');
}
