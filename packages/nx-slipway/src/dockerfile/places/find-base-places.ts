import { lineAt } from '../../problems/line-at';
import type { Dockerfile, Stage } from '../dockerfile';
import { findFroms, type PlacedReference } from './find-from';
import { instructionEnds } from './instruction-lines';

/** Bytes of a Dockerfile that name an image. */
export interface BasePlace extends PlacedReference {
  /** What is there. */
  readonly old: string;
  /** A FROM, the default of an ARG that a FROM uses, `COPY --from=` or a mount's `from=`. */
  readonly how: 'from' | 'argument' | 'copy' | 'mount';
}

/** Where a Dockerfile names an image, and where it does so in a form that cannot be edited. */
export interface BasePlaces {
  /** In the file's order. */
  readonly places: readonly BasePlace[];
  readonly unedited: readonly {
    readonly line: number;
    /** As the FROM has it. */
    readonly written: string;
    readonly stage?: Stage;
  }[];
}

/**
 * Finds the bytes that name an image, after build arguments. A FROM has them itself or in the literal default of the
 * ARG that it uses; several FROMs may use one ARG.
 *
 * @param isBase whether a reference names the image, with whatever digest
 */
export function findBasePlaces(
  dockerfile: Dockerfile,
  isBase: (reference: string) => boolean,
): BasePlaces {
  const { stages, text } = dockerfile;
  const images = new Set(
    stages.flatMap(({ from }) => (from.kind === 'image' && isBase(from.text) ? [from.text] : [])),
  );
  const found = [...images].flatMap((image) => findFroms(dockerfile, image));
  const places: BasePlace[] = [];
  const unedited: { line: number; written: string; stage?: Stage }[] = [];
  for (const { at, written = '', text: reference, line } of found) {
    const isLiteral = at && text.slice(at.start, at.end) === reference && !reference.includes('$');
    const place: BasePlace | undefined = isLiteral
      ? { ...at, old: reference, how: 'from' }
      : argumentPlace(dockerfile, written, reference);
    const stage = stages.find((each) => each.from.line === line);
    if (place) places.push(place);
    else unedited.push({ line, written, ...(stage && { stage }) });
  }
  const ends = instructionEnds(dockerfile);
  for (const use of stages.flatMap((stage) => stage.uses)) {
    if (use.kind !== 'image' || use.how === 'from' || !isBase(use.text)) continue;
    const place = usePlace(text, use.text, { line: use.line, end: ends(use.line) });
    if (place) places.push({ ...place, how: use.how });
    else unedited.push({ line: use.line, written: use.text });
  }
  return { places: inOrder(places), unedited };
}

/** `ARG BASE=python:3.11`, `FROM ${BASE}`. */
function argumentPlace(
  dockerfile: Dockerfile,
  written: string,
  reference: string,
): BasePlace | undefined {
  const name = /^["']?\$\{?(\w+)\}?["']?$/.exec(written)?.[1];
  const found = name === undefined ? undefined : findDefault(dockerfile, name);
  if (found?.old !== reference) return undefined;
  return { ...found, how: 'argument' };
}

/** Finds the bytes of the default of an ARG before the first FROM; undefined for one that has none, or not literally. */
export function findDefault(
  dockerfile: Pick<Dockerfile, 'globals' | 'text' | 'stages'>,
  name: string,
): (PlacedReference & { readonly old: string }) | undefined {
  const { globals, text } = dockerfile;
  const declared = globals.filter((each) => new RegExp(`\\s${name}=`).test(` ${each.text}`)).at(-1);
  if (!declared) return undefined;
  const lines = text.split('\n');
  const start = lines.slice(0, declared.line - 1).join('\n').length + (declared.line > 1 ? 1 : 0);
  const end = lines.slice(0, instructionEnds(dockerfile)(declared.line) - 1).join('\n').length;
  const part = text.slice(start, end);
  const found = new RegExp(`[\\s\\uFEFF]${name}=(["']?)([^\\s"'$\\\\]+)(["']?)(?=\\s|$)`).exec(
    part,
  );
  if (!found || found[1] !== found[3]) return undefined;
  const [all, quote = '', old = ''] = found;
  return placed(text, start + found.index + all.length - quote.length - old.length, old);
}

function usePlace(
  text: string,
  reference: string,
  { line, end }: { readonly line: number; readonly end: number },
): Omit<BasePlace, 'how'> | undefined {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const part = lines.slice(line - 1, end - 1).join('\n');
  for (const { index } of part.matchAll(/from=["']?/g)) {
    const at = start + index + (/^from=["']?/.exec(part.slice(index))?.[0].length ?? 0);
    const next = text.slice(at + reference.length, at + reference.length + 1);
    if (text.startsWith(reference, at) && /^[\s,"']?$/.test(next)) {
      return placed(text, at, reference);
    }
  }
  return undefined;
}

function placed(text: string, start: number, old: string): Omit<BasePlace, 'how'> {
  return { line: lineAt(text, start), start, end: start + old.length, old };
}

/** Each place once: several FROMs share an ARG, and several mounts of one RUN have one line. */
function inOrder(places: readonly BasePlace[]): readonly BasePlace[] {
  const byStart = new Map(places.map((each) => [each.start, each]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}
