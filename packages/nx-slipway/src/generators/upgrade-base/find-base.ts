import type { Dockerfile, Reference, Stage } from '../../dockerfile/dockerfile';
import { findFroms, type PlacedReference } from '../../dockerfile/find-from';
import { findStage } from '../../dockerfile/find-stage';
import { outermostFrom } from '../../dockerfile/outermost-from';
import { type ImageCatalogue, referencedImage } from '../../images/model/image-catalogue';
import type { Problem } from '../../problems/problem';

/** The image a stack starts from. */
export interface FoundBase {
  /** With the defaults of ARGs filled in. */
  readonly reference: string;
  /** The FROMs of the file that name it, in the file's order. */
  readonly froms: readonly PlacedReference[];
  readonly problems: readonly Problem[];
}

/**
 * Finds the FROMs to rewrite: the one that the stage `base` ends at, and those of other stages that
 * name the same image. They have to be literal, and the image none of the workspace.
 *
 * @param text the file that `dockerfile` was parsed from
 * @param options.to what is to be written
 */
export function findBase(
  dockerfile: Dockerfile,
  text: string,
  { to, catalogue }: { readonly to: string; readonly catalogue: ImageCatalogue },
): FoundBase {
  const { file, stages } = dockerfile;
  const base = findStage(dockerfile, 'base');
  if (!base) return { reference: '', froms: [], problems: [] };
  const from = outermostFrom(dockerfile, base);
  const instead = (found: Reference): string => formatFrom(stages, found, to);
  const place = { file, line: from.line };
  if (from.kind !== 'image') {
    const problem = { kind: 'base-from-scratch', place, instead: instead(from) } as const;
    return { reference: from.text, froms: [], problems: [problem] };
  }
  const { text: reference } = from;
  const upstream = referencedImage(catalogue, reference);
  if (upstream) {
    const other = upstream.project;
    const problem = { kind: 'base-of-other-stack', place, reference, other, to } as const;
    return { reference, froms: [], problems: [problem] };
  }
  const froms = findFroms(dockerfile, reference);
  return {
    reference,
    froms: froms.flatMap(({ at }) => at ?? []),
    problems: froms.flatMap(({ at, written = '', ...each }): Problem[] => {
      // What a continued line or an escape hides would be lost with the bytes between.
      if (at && text.slice(at.start, at.end) === each.text && !each.text.includes('$')) return [];
      const found = stages.find(({ from: other }) => other.line === each.line)?.from ?? each;
      return [
        {
          kind: 'base-not-literal',
          place: { file, line: each.line },
          written,
          instead: instead(found),
        },
      ];
    }),
  };
}

function formatFrom(stages: readonly Stage[], from: Reference, to: string): string {
  const stage = stages.find((each) => each.from === from);
  return [
    'FROM',
    ...(stage?.platform === undefined ? [] : [`--platform=${stage.platform}`]),
    to,
    ...(stage?.name === undefined ? [] : ['AS', stage.name]),
  ].join(' ');
}
