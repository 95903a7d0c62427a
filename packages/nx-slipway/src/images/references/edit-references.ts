import { findFroms } from '../../dockerfile/places/find-from';
import { replaceReferences } from '../../dockerfile/places/replace-references';
import { familiarReference } from '../model/image-catalogue';

/**
 * Returns a Dockerfile with other references: in a FROM, in the `from` of a COPY or a mount, and in the default of an
 * ARG. All else stays byte for byte.
 *
 * @param references by those that they replace, without tags
 */
export function editReferences(
  text: string,
  stages: Parameters<typeof findFroms>[0]['stages'],
  references: ReadonlyMap<string, string>,
): string {
  const froms = [...new Set(stages.map(({ from }) => from.text))].flatMap((written) => {
    const next = references.get(familiarReference(written));
    if (next === undefined) return [];
    const replacement = written.replace(familiarReference(written), next);
    return findFroms({ text, stages }, written).flatMap(({ at }) =>
      at ? [{ ...at, replacement }] : [],
    );
  });
  const edited = froms
    .sort((a, b) => b.start - a.start)
    .reduce((done, place) => replaceReferences(done, [place], place.replacement), text);
  return edited.replace(
    /(\bfrom=|^[ \t]*ARG[ \t]+\w+=)(["']?)([\w./-]+)(?=[\s,:@"']|$)/gim,
    (whole, head, quote, name) => {
      const next = references.get(name);
      return next === undefined ? whole : `${head}${quote}${next}`;
    },
  );
}
