import { posix } from 'node:path';
import { jsonWords } from '../../dockerfile/json-words';
import type { StageState } from './part';

/** The words of a COPY or ADD. */
export interface CopyWords {
  readonly flags: readonly string[];
  readonly sources: readonly string[];
  readonly target: string;
  readonly isHeredoc: boolean;
}

/** Takes a COPY or ADD apart. */
export function copyWords(text: string, keyword: string): CopyWords {
  const rest = text.slice(keyword.length).trim();
  const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '';
  const body = rest.slice(flags.length);
  const words = body.startsWith('[') ? (jsonWords(body) ?? []) : body.split(/\s+/);
  return {
    flags: flags.trim().split(/\s+/).filter(Boolean),
    sources: words.slice(0, -1),
    target: words.at(-1) ?? '',
    isHeredoc: body.includes('<<'),
  };
}

/** A target as it is where an instruction stands; one that is a folder ends with a slash. */
export function absolute(target: string, { workdir }: StageState): string {
  const place = posix.resolve(workdir, target);
  return /\/\.?$|^\.?$/.test(target) && place !== '/' ? `${place}/` : place;
}

/** The users of the old image are not in the new one; a number is. */
const OWNER = /--chown=(?!\d+(?::\d+)?\s)\S+\s+/;

/** The instruction without an owner that is a name. */
export function withoutOwner(text: string): string {
  return text.replace(OWNER, '');
}

/** A note for an owner that is given by name; empty otherwise. */
export function ownerNote(text: string): string {
  return OWNER.test(`${text} `) ? '; they belong to root' : '';
}

/** A path without the slash or the point at its end. */
export function trimmed(path: string): string {
  return path.replace(/(?<=.)\/\.?$/, '');
}
