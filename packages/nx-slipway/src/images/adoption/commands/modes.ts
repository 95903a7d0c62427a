import { posix } from 'node:path';
import { escapePattern } from '../../../dockerfile/patterns/escape-pattern';
import { isBelow } from '../code/is-below';
import {
  aside,
  type CodeCopy,
  left,
  type Part,
  recognised,
  type StageContext,
  type StageState,
} from '../part';
import type { ShellCommand } from './shell-commands';

/**
 * Reads a `chmod`: files that the image has from the project get their mode by the COPY that takes them. Undefined for
 * another program.
 *
 * @param line of the instruction
 */
export function readModes(
  { words }: ShellCommand,
  line: number,
  { facts, state }: Pick<StageContext, 'facts' | 'state'>,
): { readonly part: Part; readonly state: StageState } | undefined {
  if (posix.basename(words[0] ?? '') !== 'chmod') return undefined;
  const [written = '', ...paths] = words.slice(1).filter((word) => !/^-[a-zA-Z]+$/.test(word));
  if (/^[augo]*\+(?:r|rX|Xr)$/.test(written)) {
    return { part: aside('permissions: everybody can read the files of the new image'), state };
  }
  const mode = modeOf(written);
  const found = paths.map((path) => filesAt(posix.resolve(state.workdir, path), { facts, state }));
  const files = found.flat();
  const isKnown = found.every((each) => each.length > 0) && !words.includes('-R');
  if (mode === undefined || !isKnown || files.some(({ source }) => source.endsWith('.py'))) {
    return { part: leftModes(paths), state };
  }
  const copies = files.map(({ source, target }): CodeCopy => {
    const change = `--chmod=${mode}`;
    const carried = `COPY ${change} ${posix.join(facts.dir, source)} ${target}`;
    return { source, target, carried, line, changes: [change] };
  });
  return {
    part: recognised(`--chmod=${mode}: ${files.map(({ source }) => source).join(', ')}`),
    state: { ...state, copies: [...state.copies, ...copies] },
  };
}

/** The mode of a file that git had as 644 or 755; undefined for a change that says no mode. */
function modeOf(written: string): string | undefined {
  if (/^0?[0-7]{3}$/.test(written)) return written.slice(-3);
  if (/^a?\+r?x$/.test(written) || /^(?=.*u)(?=.*g)(?=.*o)[ugo]{3}\+r?x$/.test(written))
    return '755';
  return /^u\+r?x$/.test(written) ? '744' : undefined;
}

function leftModes(paths: readonly string[]): Part {
  return left(
    `changes permissions of ${paths.join(', ')}`,
    'Set them in git, which the image takes them from: git update-index --chmod=+x <file>.',
  );
}

/** Files of the project at a path of the image, which may have wildcards. */
function filesAt(
  path: string,
  { facts, state }: Pick<StageContext, 'facts' | 'state'>,
): readonly Pick<CodeCopy, 'source' | 'target'>[] {
  const pattern = path.replace(/\*|\?|[^*?]+/g, (token) =>
    token === '*' ? '[^/]*' : token === '?' ? '[^/]' : escapePattern(token),
  );
  const fits = new RegExp(`^${pattern}$`);
  const found = state.copies.flatMap(({ source, target }) =>
    facts.files.flatMap((file) => {
      const place = placeOf(file, source, target);
      return place !== undefined && fits.test(place) ? [{ source: file, target: place }] : [];
    }),
  );
  return [...new Map(found.map((each) => [each.target, each])).values()];
}

function placeOf(file: string, source: string, target: string): string | undefined {
  return source === '.' || isBelow(file, source)
    ? posix.join(target, posix.relative(source, file))
    : undefined;
}
