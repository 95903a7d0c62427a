import { posix } from 'node:path';
import { isPattern } from '../../dockerfile/patterns/path-pattern';
import { withoutSlash } from '../../python/projects/without-slash';
import { absolute, type CopyWords, copyWords, trimmed, withoutOwner } from './copy-words';
import type { CodeCopy, StageContext, StageState } from './part';

/** A file or folder of the project that a COPY or ADD takes. @param path relative to the project's folder */
export function codeCopy(
  path: string,
  target: string,
  { keyword, flags, sources }: CopyWords & { readonly keyword: string },
  { facts, state }: StageContext,
): Omit<CodeCopy, 'line'> {
  const isFile = facts.files.includes(path);
  // ADD extracts a file that is an archive, which only its bytes tell.
  const isAdded = isFile && keyword === 'ADD';
  const place = absolute(target, state);
  const isFolder =
    place.endsWith('/') || sources.length > 1 || sources.some(isPattern) || /^\.?$/.test(target);
  const isBelow = isFile && isFolder && !(isAdded && ARCHIVE.test(path));
  const end = isBelow ? posix.join(place, posix.basename(path)) : place;
  const source = path === '.' ? `${facts.dir}/` : posix.join(facts.dir, path);
  const words = [
    isFile ? source : `${withoutSlash(source)}/`,
    isFile ? end : `${withoutSlash(end)}/`,
  ];
  return {
    source: path,
    target: withoutSlash(end),
    carried: withoutOwner(`${isAdded ? 'ADD' : 'COPY'} ${[...flags, ...words].join(' ')}`),
    changes: [...flags.filter((flag) => CHANGES.test(flag)), ...(isAdded ? ['ADD'] : [])],
  };
}

/** Flags that change files, or leave some out. An owner is another matter. */
const CHANGES = /^--(?:chmod|exclude|unpack)=/;

const ARCHIVE = /\.(?:tar(?:\.\w+)?|t[bgx]z2?|tzst)$/i;

/** What other folders of the workspace gave a stage, and comes through it into another one. */
export function elsewhereThrough(
  text: string,
  { elsewhere }: StageState,
  { state }: Pick<StageContext, 'state'>,
): StageState['elsewhere'] {
  const { sources, target } = copyWords(text, 'COPY');
  const place = withoutSlash(absolute(target, state));
  return sources.map(trimmed).flatMap((root) =>
    elsewhere
      .filter((each) => each.target === root || each.target.startsWith(`${root}/`))
      .map(({ path, target: old }) => ({
        path,
        target: posix.join(place, old.slice(root.length)),
      })),
  );
}

/** Lists of packages that an installer has written in another stage, and a COPY takes. */
export function exportedThrough(text: string, { exported }: StageState): readonly string[] {
  const { sources } = copyWords(text, 'COPY');
  return sources.filter((source) => exported.includes(source));
}

/** Code that comes into a stage through another one. */
export function copiedThrough(
  text: string,
  from: StageState,
  context: Pick<StageContext, 'state'>,
): readonly CodeCopy[] {
  const { sources, target } = copyWords(text, 'COPY');
  const place = withoutSlash(absolute(target, context.state));
  return sources.flatMap((source) => {
    const root = trimmed(source);
    return from.copies.flatMap((copy): readonly CodeCopy[] => {
      if (copy.target !== root && !copy.target.startsWith(`${root}/`)) return [];
      const end = posix.join(place, copy.target.slice(root.length));
      return [{ ...copy, target: end, carried: copy.carried.replace(/\S+$/, end) }];
    });
  });
}
