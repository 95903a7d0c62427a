import { posix } from 'node:path';
import { isPattern } from '../../../dockerfile/patterns/path-pattern';
import { withoutSlash } from '../../../python/projects/without-slash';
import { absolute, type CopyWords, copyWords, trimmed, withoutOwner } from '../copy-words';
import { type CodeCopy, expanded, type StageContext, type StageState } from '../part';

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

/** Lists of packages that an installer has written in another stage, and a COPY takes. */
export function exportedThrough(
  text: string,
  { exported }: StageState,
  { state }: Pick<StageContext, 'state'>,
): readonly string[] {
  const sources = copyWords(text, 'COPY').sources.map((each) => expanded(each, state) ?? each);
  return sources.filter((source) => exported.includes(source));
}

/** What other folders of the workspace gave a stage, and comes through it into another one. */
export function elsewhereThrough(
  text: string,
  { elsewhere }: StageState,
  context: Pick<StageContext, 'state'>,
): StageState['elsewhere'] {
  return takenThrough(text, elsewhere, context);
}

/** Code that comes into a stage through another one. */
export function copiedThrough(
  text: string,
  { copies }: StageState,
  context: Pick<StageContext, 'state'>,
): readonly CodeCopy[] {
  return takenThrough(text, copies, context).map((copy) => ({
    ...copy,
    carried: copy.carried.replace(/\S+$/, copy.target),
  }));
}

/** Those of the things in another stage that a COPY takes, with their places in this one. */
function takenThrough<Item extends { readonly target: string }>(
  text: string,
  items: readonly Item[],
  { state }: Pick<StageContext, 'state'>,
): readonly Item[] {
  const { sources, target } = copyWords(text, 'COPY');
  const place = withoutSlash(absolute(expanded(target, state) ?? target, state));
  return sources
    .map((source) => trimmed(expanded(source, state) ?? source))
    .flatMap((root) =>
      items
        .filter(({ target: own }) => own === root || own.startsWith(`${root}/`))
        .map((item) => ({ ...item, target: posix.join(place, item.target.slice(root.length)) })),
    );
}
