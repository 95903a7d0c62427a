import { jsonWords } from '../../dockerfile/json-words';
import type { FileCopy } from '../bindings/service-view';

/**
 * What a COPY takes out of the build context, and the absolute path it puts it to; undefined where it takes several
 * things, patterns, or files of another stage, and where its target depends on more than itself.
 */
export function contextCopy(text: string): FileCopy | undefined {
  const [, flags = '', rest = ''] = /^COPY\s+((?:--\S+\s+)*)(.*)$/is.exec(text) ?? [];
  if (/--(?!link\b|chmod=|chown=)/.test(flags)) return undefined;
  const operands = rest.trim();
  const words = operands.startsWith('[') ? jsonWords(operands) : operands.split(/\s+/);
  const [source, target] = words ?? [];
  if (words?.length !== 2 || source === undefined || target === undefined) return undefined;
  return /[*?[\]$\\]/.test(source + target) || !target.startsWith('/')
    ? undefined
    : { source, target };
}
