import type { PlacedReference } from './find-from';

/**
 * The text of a Dockerfile with other bytes in the place of some of its references. All else stays:
 * comments, line ends, a byte order mark, the case of keywords.
 *
 * @param text the one that the references were found in
 */
export function replaceReferences(
  text: string,
  references: readonly Pick<PlacedReference, 'start' | 'end'>[],
  replacement: string,
): string {
  return [...references]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end }) => done.slice(0, start) + replacement + done.slice(end), text);
}
