import { escapePattern } from '../../../dockerfile/patterns/escape-pattern';
import { isPattern } from '../../../dockerfile/patterns/path-pattern';
import { isMetadata } from '../is-metadata';

/**
 * Files and folders of a project that a source of COPY names. Wildcards match names as BuildKit matches them, and it
 * accepts one that matches nothing.
 *
 * @param source relative to the project's folder
 * @param files of the project
 */
export function copiedFiles(source: string, files: readonly string[]): readonly string[] {
  const parts = source.split('/');
  if (!parts.some(isPattern)) return [source];
  const fits = parts.map(exactPattern);
  const found = files
    .map((file) => file.split('/'))
    .filter((names) => fits.every((fit, at) => fit.test(names[at] ?? '')))
    .map((names) => names.slice(0, parts.length).join('/'));
  return [...new Set(found)].sort();
}

/** Go's `filepath.Match` for one part of a path. Inputs of targets use a pattern that matches more. */
function exactPattern(part: string): RegExp {
  const tokens = part.replace(TOKEN, (token, escaped?: string) => {
    if (token === '*') return '.*';
    if (token === '?') return '.';
    return token.length > 1 && token.startsWith('[') ? token : escapePattern(escaped ?? token);
  });
  return new RegExp(`^${tokens}$`, 's');
}

const TOKEN = /\\(.)|\*|\?|\[\^?(?:\\.|[^\]\\])+\]|./gs;

/** Whether a source names files of the lock, also as `poetry.lock*` and `uv.loc[k]`, which need not exist. */
export function isMetadataSource(source: string): boolean {
  return isMetadata(source.replaceAll(/[*?]/g, '').replaceAll(/\[(.)\]/g, '$1'));
}
