import { posix } from 'node:path';
import { escapePattern } from '../../dockerfile/patterns/escape-pattern';
import {
  folderMentions,
  replaceRanges,
  type TextRange,
} from '../../dockerfile/places/folder-mentions';
import { withoutSlash } from '../../python/projects/without-slash';
import type { Move } from './move';

/**
 * Returns a Dockerfile with the new folder wherever it had the old one as a path: in instructions, in what
 * they run, and in comments. References to images, and all else, stay byte for byte.
 */
export function editDockerfile(text: string, { from, to }: Move): string {
  return replaceRanges(text, folderMentions(text, from, dockerfileRules(text)), to);
}

/** Returns how a Dockerfile writes paths. */
export function dockerfileRules(text: string): {
  readonly roots: readonly string[];
  readonly except: readonly TextRange[];
} {
  const workdirs = Array.from(text.matchAll(/^[ \t]*WORKDIR[ \t]+["']?([^\s"']+)/gim));
  return {
    roots: workdirs.map(([, folder = '']) => withoutSlash(posix.normalize(folder))),
    except: Array.from(text.matchAll(/^[ \t]*FROM\b.*$/gim), (found) => ({
      start: found.index,
      end: found.index + found[0].length,
    })),
  };
}

/**
 * Returns the head of a generated Dockerfile with another name of the Nx project; no other line is touched.
 */
export function renameInHead(text: string, before: string, after: string): string {
  const head = /^(?:#[^\n]*\n)*/.exec(text.replace(/^\uFEFF/, ' '))?.[0] ?? '';
  const name = escapePattern(before);
  const edited = head
    .replace(new RegExp(`(# The image (?:of|to develop) )${name}(?=\\.| in\\.)`), `$1${after}`)
    .replace(new RegExp(`(\`nx [\\w:-]+ )${name}(?=\`)`, 'g'), `$1${after}`);
  return edited + text.slice(head.length);
}
