import { posix } from 'node:path';
import type { Dockerfile, Stage } from '../../../dockerfile/dockerfile';
import { isPattern } from '../../../dockerfile/patterns/path-pattern';
import type { Place } from '../../../problems/place';
import { copyWords } from '../../adoption/copy-words';
import type { Image } from '../../model/image';
import {
  dockerfileOf,
  type ImageCatalogue,
  imageStage,
  referencedImage,
} from '../../model/image-catalogue';
import { isSameBase } from '../../references/same-base';

/** Where a file of an image comes from. */
export type FileOrigin =
  /** This file, relative to the workspace root. */
  | { readonly kind: 'workspace'; readonly file: string }
  /** Another image than the base that is replaced. */
  | { readonly kind: 'image'; readonly place: Place; readonly reference: string }
  /** The base itself, or a RUN on it. */
  | { readonly kind: 'made' };

/** What files are looked for with. */
export interface OriginContext {
  readonly catalogue: ImageCatalogue;
  /** The base that is replaced. */
  readonly base: string;
  /** Shared libraries of the workspace, relative to its root. */
  readonly files: Pick<ReadonlySet<string>, 'has'>;
}

/** Where a search is. */
interface Search extends OriginContext {
  readonly image: Image;
  readonly dockerfile: Dockerfile;
}

const MADE: FileOrigin = { kind: 'made' };

/**
 * Follows a file of an image to where it comes from: through COPY, stages and images of the workspace.
 *
 * @param path absolute, in the image
 */
export function fileOrigin(path: string, image: Image, context: OriginContext): FileOrigin {
  const dockerfile = dockerfileOf(context.catalogue, image);
  const stage = imageStage(context.catalogue, image);
  return dockerfile && stage ? originInStage(path, stage, { ...context, image, dockerfile }) : MADE;
}

function originInStage(path: string, stage: Stage, search: Search): FileOrigin {
  const { dockerfile, files } = search;
  for (const { keyword, text, line } of [...stage.instructions].reverse()) {
    if (keyword !== 'COPY' && keyword !== 'ADD') continue;
    const copied = copiedPaths(path, text, keyword);
    const use = stage.uses.find((each) => each.how === 'copy' && each.line === line);
    if (!use) {
      const root = search.image.context ?? '.';
      const paths = copied.map((each) => posix.join(root, posix.join('/', each).slice(1)));
      const file = paths.find((each) => files.has(each));
      if (file !== undefined) return { kind: 'workspace', file };
    } else if (copied.length > 0) {
      const place = { file: dockerfile.file, line };
      const source = use.stage === undefined ? undefined : dockerfile.stages[use.stage];
      const found = copied.map((each) =>
        source
          ? originInStage(posix.join('/', each), source, search)
          : originInImage(posix.join('/', each), use.text, place, search),
      );
      return found.find(({ kind }) => kind !== 'made') ?? MADE;
    }
  }
  const { from } = stage;
  const below = from.stage === undefined ? undefined : dockerfile.stages[from.stage];
  if (below) return originInStage(path, below, search);
  return from.kind === 'image'
    ? originInImage(path, from.text, { file: dockerfile.file, line: from.line }, search)
    : MADE;
}

function originInImage(path: string, reference: string, place: Place, search: Search): FileOrigin {
  const { catalogue, base, files } = search;
  const image = referencedImage(catalogue, reference, search.image);
  if (image) return fileOrigin(path, image, { catalogue, base, files });
  return isSameBase(reference, base) ? MADE : { kind: 'image', place, reference };
}

/**
 * What a COPY takes a file from. A source is a folder if it ends with a slash or is named as the target is, and a file
 * if it is named as the file is; of another one its words do not tell, and of the workspace its files do.
 */
function copiedPaths(path: string, text: string, keyword: string): readonly string[] {
  const { sources, target, isHeredoc, flags } = copyWords(text, keyword);
  const rest = posix.relative(posix.resolve('/', target), path);
  if (isHeredoc || !target.startsWith('/') || text.includes('$') || rest.startsWith('..'))
    return [];
  const isOfStage = flags.some((each) => each.startsWith('--from='));
  if (flags.some((each) => each.startsWith('--parents'))) return isOfStage ? [] : [rest];
  return sources
    .filter((source) => !isPattern(source))
    .flatMap((source) => {
      const name = posix.basename(source);
      const isFolder =
        /(?:^|\/)\.?$/.test(source) || name === posix.basename(target) || rest === '';
      return [
        ...(name === rest ? [source] : []),
        ...(isFolder || !isOfStage ? [posix.join(source, rest)] : []),
      ];
    });
}
