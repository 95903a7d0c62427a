import type { Judged } from './judge';
import type { Pair } from './shrink-pair';

/** All that is needed to see a failure again, for people. */
export function describePair({ name, verdict }: Judged, { before, edits }: Pair): string {
  return [
    `${verdict}: ${name}`,
    ...before.flatMap((old, index) => {
      const { subject, what } = edits[index] ?? { subject: old, what: 'nothing' };
      const { dockerfile, ...rest } = old;
      const { dockerfile: changed, ...others } = subject;
      const isSame = JSON.stringify([dockerfile, rest]) === JSON.stringify([changed, others]);
      return [
        `--- ${old.name} before`,
        JSON.stringify(rest),
        ...dockerfile,
        `--- ${old.name} after: ${what}`,
        ...(isSame ? [] : [JSON.stringify(others), ...changed]),
      ];
    }),
  ].join('\n');
}
