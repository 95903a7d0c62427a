import type { Reference } from './dockerfile';

/**
 * The text of a Dockerfile with other bytes in the place of some of its references. All else stays:
 * comments, line ends, a byte order mark, the case of keywords.
 *
 * @param text the one the references were parsed from
 */
export function replaceReferences(
  text: string,
  references: readonly Pick<Reference, 'start' | 'end'>[],
  replacement: string,
): string {
  return [...references]
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end }) => done.slice(0, start) + replacement + done.slice(end), text);
}
